namespace ParallelGen.Execution;

/// <summary>What may be over while somebody works for it.</summary>
internal interface IStoppable
{
    /// <summary>Whether nobody wants more. Once true, it stays so.</summary>
    bool HasEnded { get; }
}
