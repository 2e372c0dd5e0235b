using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>The state of a type: what must cross so that an equal object stands on the other side.</summary>
internal sealed class WireState
{
    private readonly List<WireMember> _members = new();
    private readonly List<string> _unseen = new();

    /// <summary>The members in declaration order, those of base classes first.</summary>
    public IReadOnlyList<WireMember> Members => _members;

    /// <summary>What forbids the type whatever its constructors are.</summary>
    public (string Reason, string Advice)? Failure { get; private set; }

    /// <summary>What the type keeps, as its members tell, that generated code has no way to read: it does not cross.</summary>
    public IReadOnlyList<string> Unseen => _unseen;

    /// <summary>Whether a part of the type does not compile yet.</summary>
    public bool IsBroken { get; set; }

    public void Add(WireMember member) => _members.Add(member);

    public void Miss(string what)
    {
        if (!_unseen.Contains(what))
        {
            _unseen.Add(what);
        }
    }

    public void Fail(string reason, string advice) => Failure ??= (reason, advice);
}
