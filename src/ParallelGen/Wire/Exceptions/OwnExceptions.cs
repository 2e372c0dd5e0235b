namespace ParallelGen.Wire;

/// <summary>
/// The library's own exceptions, for a worker that uses a pool itself. <see cref="RemoteException"/> is not among them: it is
/// sent as the exception it stands for.
/// </summary>
internal static class OwnExceptions
{
    public static IEnumerable<ExceptionShape> Shapes =>
    [
        ExceptionShape.Plain((message, inner) => new WireFormatException(message, inner)),
        ExceptionShape.Plain((message, inner) => new WireEncodingException(message, inner)),
        ExceptionShape.Plain((message, inner) => new WorkerStartException(message, inner)),
        ExceptionShape.Of<WorkerCrashedException>(
            error => [error.ProcessId, error.ExitCode, error.Signal, error.StandardErrorTail],
            (record, message) => new WorkerCrashedException(
                message, record.Detail<int>(0), record.Detail<int?>(1), record.Detail<int?>(2), record.Detail<string>(3) ?? "")),
        ExceptionShape.Of<BatchException>(
            error => [error.Total, .. error.Failures.Take(ExceptionBudget.MaxInner).Select(failure => (object)failure.Index)],
            (record, message) => new BatchException(
                [.. record.Inner.Select((inner, i) => new ItemFailure(record.Detail<long>(i + 1), inner))], record.Detail<long>(0), message)),
    ];
}
