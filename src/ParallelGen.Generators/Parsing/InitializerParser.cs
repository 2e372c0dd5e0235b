using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>Methods marked <c>[WorkerInitializer]</c>.</summary>
internal static class InitializerParser
{
    /// <summary>Null when the method has the wrong shape.</summary>
    public static InitializerModel? Parse(IMethodSymbol method)
    {
        method = method.PartialDefinitionPart ?? method;
        return WhyNot(method) is null
            ? new InitializerModel(
                Key(method),
                TypeNames.Readable(method),
                TypeNames.Of(method.ContainingType) + "." + TypeNames.Declaration(method.Name),
                !method.ReturnsVoid,
                method.Has("System.ObsoleteAttribute") || ContainingTypes(method).Any(t => t.Has("System.ObsoleteAttribute")))
            : null;
    }

    /// <summary>Reports a wrong shape, and every initializer of an assembly but the first in ordinal order.</summary>
    public static void Check(MethodSource source, CancellationToken cancel)
    {
        IMethodSymbol method = source.Method;
        string name = method.MethodKind == MethodKind.AnonymousFunction ? "lambda" : method.Name;
        if (WhyNot(method) is string reason)
        {
            source.Problems.Add(Descriptors.WorkerInitializerShape, source.Identifier, name, reason);
            return;
        }

        IMethodSymbol? first = Initializers(method.ContainingAssembly.GlobalNamespace, cancel)
            .OrderBy(Key, StringComparer.Ordinal)
            .FirstOrDefault();
        if (first is not null && !SymbolEqualityComparer.Default.Equals(first, method))
        {
            source.Problems.Add(
                Descriptors.WorkerInitializerShape, source.Identifier, name, $"its assembly has one already, '{TypeNames.Readable(first)}'");
        }
    }

    private static string Key(IMethodSymbol method) => method.GetDocumentationCommentId() ?? TypeNames.Readable(method);

    /// <summary>Null when the method has the shape of an initializer.</summary>
    public static string? WhyNot(IMethodSymbol method) => method switch
    {
        { MethodKind: not MethodKind.Ordinary } => "it is not an ordinary method",
        { IsStatic: false } => "it is not static",
        { IsAbstract: true } => "it has no body",
        { IsGenericMethod: true } => "it is generic",
        { Parameters.Length: > 0 } => "it has parameters",
        { ReturnsVoid: true, IsAsync: true } => "it is async void, so that its end is unknown",
        { ReturnsVoid: false } when !method.ReturnType.Is("System.Threading.Tasks.Task") => $"it returns '{TypeNames.Readable(method.ReturnType)}'",
        _ when !IsReachable(method.DeclaredAccessibility) => "it cannot be called from outside its type",
        _ => ContainingTypes(method).Select(WhyNotHere).FirstOrDefault(r => r is not null),
    };

    private static string? WhyNotHere(INamedTypeSymbol type) => type switch
    {
        { IsExtension: true } => "it is in an extension block",
        { Arity: > 0 } => $"its type '{type.Name}' is generic",
        { IsFileLocal: true } => $"its type '{type.Name}' is file-local",
        _ when !IsReachable(type.DeclaredAccessibility) => $"its type '{type.Name}' is {ContainerParser.WhyNotAccessible(type)}",
        _ => null,
    };

    public static bool IsReachable(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static IEnumerable<INamedTypeSymbol> ContainingTypes(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            yield return type;
        }
    }

    private static IEnumerable<IMethodSymbol> Initializers(INamespaceOrTypeSymbol scope, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        foreach (ISymbol member in scope.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (IMethodSymbol method in Initializers(inner, cancel))
                {
                    yield return method;
                }
            }
            else if (member is IMethodSymbol method && method.Has(KnownNames.Types.WorkerInitializerAttribute) && WhyNot(method) is null)
            {
                yield return method;
            }
        }
    }
}
