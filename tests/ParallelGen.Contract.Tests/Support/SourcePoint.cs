namespace ParallelGen.Contract;

/// <summary>Where a source throws.</summary>
public enum SourcePoint
{
    Nowhere,
    GetEnumerator,
    Move,
    Dispose,
}
