namespace ParallelGen.Processes;

internal static class WorkerEntry
{
    private static int Main() => 64;
}
