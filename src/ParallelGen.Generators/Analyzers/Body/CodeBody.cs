using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What one method does that a rule may ask for, read once: what it calls, what state it touches, where it awaits.</summary>
internal sealed class CodeBody
{
    public CodeBody(IMethodSymbol method, IOperation root)
    {
        Method = method;
        Root = root;
    }

    public IMethodSymbol Method { get; }

    public IOperation Root { get; }

    /// <summary>Calls of code of this project, lambdas aside: these are read with what is around them.</summary>
    public List<CallSite> Calls { get; } = new();

    /// <summary>Uses of members of other assemblies.</summary>
    public List<ForeignUse> Uses { get; } = new();

    public List<StateAccess> Accesses { get; } = new();

    /// <summary>Decisions about a local that holds what was read of the state: <c>var text = s_text; if (text is null)</c>.</summary>
    public List<(SharedState State, int Position)> Decisions { get; } = new();

    public List<IAwaitOperation> Awaits { get; } = new();

    /// <summary>The parameters that it reads, a bit for each.</summary>
    public ulong Read { get; set; }

    /// <summary>The parameters that it gives another value, a bit for each.</summary>
    public ulong Assigned { get; set; }

    /// <summary>Whether it calls what it is handed, before it returns.</summary>
    public bool CallsArguments { get; set; }

    /// <summary>Whether it takes a lock somewhere, and so perhaps around what it is handed.</summary>
    public bool TakesLock { get; set; }
}
