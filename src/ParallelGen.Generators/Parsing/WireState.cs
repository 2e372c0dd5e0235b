using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>The state of a type: what must cross so that an equal object stands on the other side.</summary>
internal sealed class WireState
{
    private readonly List<WireMember> _members = new();

    /// <summary>The members in declaration order, those of base classes first.</summary>
    public IReadOnlyList<WireMember> Members => _members;

    /// <summary>What forbids the type whatever its constructors are.</summary>
    public (string Reason, string Advice)? Failure { get; private set; }

    /// <summary>Whether a part of the type does not compile yet.</summary>
    public bool IsBroken { get; set; }

    public void Add(WireMember member) => _members.Add(member);

    public void Fail(string reason, string advice) => Failure ??= (reason, advice);
}
