using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>A frame that a real worker said to a played parent.</summary>
internal sealed record PlayedFrame(FrameKind Kind, ResultMarks Marks, int Item, long Call, byte[] Body)
{
    public ItemStatus Status => (ItemStatus)Body[0];

    /// <summary>The result of an echo.</summary>
    public int Value => BitConverter.ToInt32(Body, 1);

    /// <summary>The exception that follows the status.</summary>
    public Exception ReadError()
    {
        var reader = new WireReader(Body.AsSpan(1));
        return ExceptionCodec.Read(ref reader, "the worker");
    }
}
