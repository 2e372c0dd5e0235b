using ParallelGen.Channels;

namespace ParallelGen.Processes.Pool;

/// <summary>A frame without a body for a worker.</summary>
internal readonly record struct FrameToSend(PoolWorker Worker, FrameHeader Header);
