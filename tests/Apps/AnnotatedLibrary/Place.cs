namespace Apps;

/// <summary>Where a method ran.</summary>
public sealed record Place(int ProcessId, bool IsWorker, string EntryAssembly, string BaseDirectory, string WorkingDirectory);
