namespace ParallelGen.Tests.Execution.Inline;

[CollectionDefinition(nameof(InlineSwitchTests), DisableParallelization = true)]
public sealed class InlineSwitchCollection;
