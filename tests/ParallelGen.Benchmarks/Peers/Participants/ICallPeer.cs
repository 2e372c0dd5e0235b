namespace ParallelGen.Benchmarks.Peers.Participants;

/// <summary>Somebody in this process who has single calls answered by another one.</summary>
internal interface ICallPeer : IAsyncDisposable
{
    string Name { get; }

    SubjectKind Kind { get; }

    /// <summary>Whether a call may start before the one before has ended.</summary>
    bool CanOverlap { get; }

    Task<int> CallAsync(int value);

    Task<byte[]> EchoAsync(byte[] payload);
}
