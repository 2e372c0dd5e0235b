namespace ParallelGen;

/// <summary>What both outcome types share.</summary>
internal static class OutcomeErrors
{
    /// <summary>The error of <c>default(Outcome)</c>, which never ran; made anew because a thrown exception object is not shared.</summary>
    public static Exception NotRun => new InvalidOperationException("This outcome is the default value: no call produced it.");

    public static string Describe(Exception? error) => error is null ? "succeeded" : $"{NameOf(error)}: {error.Message}";

    /// <summary>A class of cancellation that cannot cross arrives as <see cref="RemoteException"/>, and is one all the same.</summary>
    public static bool IsCancellation(Exception? error) =>
        error is OperationCanceledException || (error is RemoteException remote && remote.Is<OperationCanceledException>());

    /// <summary>The name that tells most: of an exception that could not be rebuilt, that of the type that was thrown.</summary>
    public static string NameOf(Exception error) =>
        error is RemoteException remote ? remote.RemoteTypeName.Split('`', '[')[0].Split('.', '+')[^1] : error.GetType().Name;
}
