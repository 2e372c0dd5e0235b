using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What a virtual call comes to, where the project leaves one answer only.</summary>
internal sealed class Overrides
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancel;
    private Dictionary<IMethodSymbol, List<IMethodSymbol>>? _byMethod;

    public Overrides(Compilation compilation, CancellationToken cancel)
    {
        _compilation = compilation;
        _cancel = cancel;
    }

    /// <summary>Null where several methods may be meant.</summary>
    public IMethodSymbol? OnlyTarget(IMethodSymbol method)
    {
        _byMethod ??= Collect();
        _byMethod.TryGetValue(method.OriginalDefinition, out List<IMethodSymbol>? others);
        int count = (others?.Count ?? 0) + (method.IsAbstract ? 0 : 1);
        if (count != 1)
        {
            return null;
        }

        // What implements an interface may be overridden in turn.
        return !method.IsAbstract ? method : others![0] is { IsVirtual: true } or { IsOverride: true, IsSealed: false } ? OnlyTarget(others[0]) : others[0];
    }

    private Dictionary<IMethodSymbol, List<IMethodSymbol>> Collect()
    {
        Dictionary<IMethodSymbol, List<IMethodSymbol>> found = new(SymbolEqualityComparer.Default);
        Collect(_compilation.Assembly.GlobalNamespace, found);
        return found;
    }

    private void Collect(INamespaceOrTypeSymbol scope, Dictionary<IMethodSymbol, List<IMethodSymbol>> found)
    {
        _cancel.ThrowIfCancellationRequested();
        if (scope is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type)
        {
            CollectImplementations(type, found);
        }

        foreach (ISymbol member in scope.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
            {
                Collect(inner, found);
            }
            else if (member is IMethodSymbol method)
            {
                for (IMethodSymbol? overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    Add(found, overridden, method);
                }
            }
        }
    }

    private void CollectImplementations(INamedTypeSymbol type, Dictionary<IMethodSymbol, List<IMethodSymbol>> found)
    {
        foreach (INamedTypeSymbol contract in type.Interfaces.Where(i => SymbolEqualityComparer.Default.Equals(i.ContainingAssembly, _compilation.Assembly)))
        {
            foreach (IMethodSymbol member in contract.GetMembers().OfType<IMethodSymbol>())
            {
                if (type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation)
                {
                    Add(found, member, implementation);
                }
            }
        }
    }

    private static void Add(Dictionary<IMethodSymbol, List<IMethodSymbol>> found, IMethodSymbol method, IMethodSymbol target)
    {
        if (!found.TryGetValue(method.OriginalDefinition, out List<IMethodSymbol>? targets))
        {
            found.Add(method.OriginalDefinition, targets = new List<IMethodSymbol>());
        }

        if (!targets.Contains(target.OriginalDefinition, SymbolEqualityComparer.Default))
        {
            targets.Add(target.OriginalDefinition);
        }
    }
}
