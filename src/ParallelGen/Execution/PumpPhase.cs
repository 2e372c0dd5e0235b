namespace ParallelGen.Execution;

/// <summary>Where a run's pump is, as far as ending the run needs to know.</summary>
internal enum PumpPhase
{
    /// <summary>In the user's code (source or progress handler), which may take as long as it likes: a cancelled run does not wait for it.</summary>
    InUserCode,

    /// <summary>Handing a block to the lane: a stop is left to the pump, so that nothing is submitted during or after a stop.</summary>
    Submitting,

    /// <summary>In the engine's own code or asleep: it sees the end of the run at once.</summary>
    Engine,
}
