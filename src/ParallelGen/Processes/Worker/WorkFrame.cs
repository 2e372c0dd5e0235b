using ParallelGen.Channels;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>A frame for the call thread. Whoever has it gives the buffer back, or keeps it.</summary>
internal readonly record struct WorkFrame(FrameHeader Header, WireBuffer Body);
