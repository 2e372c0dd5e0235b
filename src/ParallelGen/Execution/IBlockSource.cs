namespace ParallelGen.Execution;

/// <summary>An enumeration that never makes the pump wait, so that a whole block can be taken from it at once.</summary>
internal interface IBlockSource<TInput>
{
    /// <summary>Pulls until the block is full or the run has ended; whatever the source throws comes out.</summary>
    /// <param name="most">How many items the block may have.</param>
    /// <param name="expected">How many the one before it had.</param>
    /// <param name="run">Whose end ends the pulling.</param>
    /// <param name="block">What was pulled. It is never written again.</param>
    /// <returns>False at the end of the source. True does not promise that there is more.</returns>
    bool Pull(int most, int expected, IStoppable run, out ReadOnlyMemory<TInput> block);
}
