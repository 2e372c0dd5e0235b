namespace ParallelGen.Wire;

/// <summary>
/// The library's own exceptions, for a worker that uses a pool itself. <see cref="RemoteException"/> is not among them: it is
/// sent as the exception it stands for.
/// </summary>
internal static class OwnExceptions
{
    /// <summary>How many values a crash has of its own, and with its message as one of several.</summary>
    private const int CrashDetails = 5;
    private const int EarlierDetails = 5;

    /// <summary>An exception has so many details and one more, at most: of more deaths, the first are told.</summary>
    private const int MostEarlier = (ExceptionBudget.MaxInner + 1 - CrashDetails) / EarlierDetails;

    public static IEnumerable<ExceptionShape> Shapes =>
    [
        ExceptionShape.Plain((message, inner) => new WireFormatException(message, inner)),
        ExceptionShape.Plain((message, inner) => new WireEncodingException(message, inner)),
        ExceptionShape.Plain((message, inner) => new WorkerStartException(message, inner)),
        ExceptionShape.Of<WorkerCrashedException>(
            error => [error.ProcessId, error.ExitCode, error.Signal, error.StandardErrorTail, error.Attempts, .. error.EarlierCrashes.Take(MostEarlier).SelectMany(DetailsOf)],
            (record, message) => new WorkerCrashedException(
                message,
                record.Detail<int>(0),
                record.Detail<int?>(1),
                record.Detail<int?>(2),
                record.Detail<string>(3) ?? "",
                record.Detail<int>(4),
                EarlierCrashes(record))),
        ExceptionShape.Of<BatchException>(
            error => [error.Total, .. error.Failures.Take(ExceptionBudget.MaxInner).Select(failure => (object)failure.Index)],
            (record, message) => new BatchException(
                [.. record.Inner.Select((inner, i) => new ItemFailure(record.Detail<long>(i + 1), inner))], record.Detail<long>(0), message)),
    ];

    private static object?[] DetailsOf(WorkerCrashedException earlier) =>
        [earlier.Message, earlier.ProcessId, earlier.ExitCode, earlier.Signal, earlier.StandardErrorTail];

    /// <summary>Each has those before it, as it had where it was made.</summary>
    private static WorkerCrashedException[] EarlierCrashes(ExceptionRecord record)
    {
        WorkerCrashedException[] crashes = [];
        for (int at = CrashDetails; at + EarlierDetails <= record.Details.Count; at += EarlierDetails)
        {
            var crash = new WorkerCrashedException(
                record.Detail<string>(at) ?? "",
                record.Detail<int>(at + 1),
                record.Detail<int?>(at + 2),
                record.Detail<int?>(at + 3),
                record.Detail<string>(at + 4) ?? "",
                crashes.Length + 1,
                crashes);
            crashes = [.. crashes, crash];
        }

        return crashes;
    }
}
