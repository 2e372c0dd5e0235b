using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Calls;

/// <summary>The pools that a compilation and what it references declare, as far as the compiler can tell.</summary>
internal sealed class PoolNames
{
    private const string DefaultPool = "default";

    private readonly ConcurrentDictionary<string, bool> _configured = new(StringComparer.Ordinal);
    private volatile bool _isComplete = true;

    /// <summary>Notes a call of <c>ProcessPool.Configure</c>.</summary>
    public void Configure(IInvocationOperation call)
    {
        if (NameOf(call) is { } name)
        {
            _configured.TryAdd(name, true);
        }
        else
        {
            // Any name may be that one.
            _isComplete = false;
        }
    }

    /// <summary>Whether it is known that nobody declares the name.</summary>
    public bool IsUndeclared(string name, Compilation compilation) =>
        _isComplete
        && name != DefaultPool
        && !_configured.ContainsKey(name)
        && !compilation.Assembly.GetAttributes().Any(a => Declares(a, name))
        && !compilation.SourceModule.ReferencedAssemblySymbols.Any(MayConfigure);

    /// <summary>Whether the method is that one of <c>ProcessPool</c>.</summary>
    public static bool Is(IMethodSymbol method, string member) =>
        method.Name == KnownNames.Last(member) && method.IsStatic && method.ContainingType.Is(KnownNames.Types.ProcessPool);

    /// <summary>The name that the call gives; null if it is not constant.</summary>
    public static string? NameOf(IInvocationOperation call) => NameArgument(call)?.Value.ConstantValue is { HasValue: true, Value: string name } ? name : null;

    /// <summary>The argument that is the name.</summary>
    public static IArgumentOperation? NameArgument(IInvocationOperation call) => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0);

    private static bool Declares(AttributeData attribute, string name) =>
        attribute.AttributeClass.Is(KnownNames.Types.ProcessPoolAttribute)
        && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string declared }
        && declared == name;

    /// <summary>Other assemblies that know the runtime may declare any pool, by an attribute or when they are called.</summary>
    private static bool MayConfigure(IAssemblySymbol assembly) =>
        assembly.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == KnownNames.Runtime));
}
