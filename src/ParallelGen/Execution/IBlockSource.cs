namespace ParallelGen.Execution;

/// <summary>An enumeration that never makes the pump wait, so that a whole block can be taken from it at once.</summary>
internal interface IBlockSource<TInput>
{
    /// <summary>Pulls until the block is full or the run has ended; whatever the source throws comes out.</summary>
    /// <returns>False at the end of the source.</returns>
    bool Fill(ref BlockBuilder<TInput> block, IStoppable run);
}
