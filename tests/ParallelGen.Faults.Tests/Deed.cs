namespace ParallelGen.FaultTests;

/// <summary>What a codec does in the place of its work.</summary>
internal enum Deed
{
    None,
    Throw,
    Exit,
    Crash,

    /// <summary>Waits until the test lets it go on.</summary>
    Wait,
}
