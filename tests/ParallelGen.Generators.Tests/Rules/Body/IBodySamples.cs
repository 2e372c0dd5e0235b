namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>What one rule of bodies is tried on. See <see cref="BodySample.Expand"/> for how short the texts may be.</summary>
public interface IBodySamples
{
    /// <summary>The rule.</summary>
    static abstract string Id { get; }

    /// <summary>Where it fires, with marks.</summary>
    static abstract TheoryData<string> Firing { get; }

    /// <summary>Where it stays silent.</summary>
    static abstract TheoryData<string> Silent { get; }

    /// <summary>One mark in a helper, on a line of its own, and <c>/*here*/</c> where the helper takes attributes.</summary>
    static abstract string InAHelper { get; }

    /// <summary>Members that stand before each text that is no whole type.</summary>
    static virtual string Head => "";
}
