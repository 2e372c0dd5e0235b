namespace ParallelGen.Contract;

/// <summary>Tests that switch all models over for a while: nothing runs beside them.</summary>
[CollectionDefinition(nameof(InlineCollection), DisableParallelization = true)]
public sealed class InlineCollection;
