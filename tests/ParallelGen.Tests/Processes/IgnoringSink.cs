using ParallelGen.Execution;

namespace ParallelGen.Tests.Processes;

/// <summary>For tests that look at frames alone.</summary>
internal sealed class IgnoringSink<TResult> : IItemSink<TResult>
{
    public void Complete(long index, in Outcome<TResult> outcome) { }
}
