namespace ParallelGen.EndToEnd;

/// <summary>By themselves: what other tests allocate meanwhile would count too.</summary>
[CollectionDefinition(nameof(EndlessSourceTests), DisableParallelization = true)]
public sealed class EndlessSourceCollection;
