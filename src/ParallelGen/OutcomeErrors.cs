namespace ParallelGen;

/// <summary>What both outcome types share.</summary>
internal static class OutcomeErrors
{
    /// <summary>The error of <c>default(Outcome)</c>, which never ran; made anew because a thrown exception object is not shared.</summary>
    public static Exception NotRun => new InvalidOperationException("This outcome is the default value: no call produced it.");

    public static string Describe(Exception? error) => error is null ? "succeeded" : $"{error.GetType().Name}: {error.Message}";
}
