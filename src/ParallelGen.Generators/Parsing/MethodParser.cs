using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>Turns an annotated method into its model, or says why it has none. Every independent problem is found in one pass.</summary>
internal static class MethodParser
{
    public static ParseResult Parse(IMethodSymbol method, AttributeData attribute, Compilation compilation, CancellationToken cancel)
    {
        ProblemList problems = new();
        method = method.PartialDefinitionPart ?? method;
        if (IsBeingWritten(method, attribute))
        {
            return new ParseResult(null, problems.Items);
        }

        MethodSource source = new(method, attribute, compilation, problems, cancel);
        if (!MethodKindRules.Check(source))
        {
            return new ParseResult(null, problems.Items);
        }

        OptionsModel? options = OptionsParser.Parse(source);
        ContainerModel container = ContainerParser.Parse(source);
        WireTypeParser wire = new(compilation, method.ContainingType, problems, cancel);
        ParameterList parameters = ParameterParser.Parse(source, wire);
        ReturnModel? returns = ReturnParser.Parse(source, wire);
        cancel.ThrowIfCancellationRequested();
        GeneratedNames names = NameParser.Parse(source, parameters.AreOrdinary);
        if (problems.HasErrors || options is null || returns is null || !parameters.IsComplete)
        {
            return new ParseResult(null, problems.Items);
        }

        return new ParseResult(Compose(source, options, container, parameters, returns, names, wire.Codecs), problems.Items);
    }

    /// <summary>
    /// Code that does not compile: the compiler speaks. A method declared twice must not be generated twice, because
    /// two files of one name would take all output away.
    /// </summary>
    private static bool IsBeingWritten(IMethodSymbol method, AttributeData attribute) =>
        attribute.ConstructorArguments.Length != 1
        || attribute.ConstructorArguments[0].Kind != TypedConstantKind.Enum
        || method.GetAttributes().Count(a => a.AttributeClass.Is(KnownNames.Types.RunOnAttribute)) > 1
        || (method.MethodKind == MethodKind.Ordinary && (method.Name.Length == 0 || IsDeclaredBefore(method)));

    private static bool IsDeclaredBefore(IMethodSymbol method)
    {
        foreach (IMethodSymbol other in method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(other, method))
            {
                return false;
            }

            if (other.Arity == method.Arity && NameClashes.SameTypes(other.Parameters.Select(p => p.Type), method.Parameters.Select(p => p.Type)))
            {
                return true;
            }
        }

        return false;
    }

    private static ParsedMethod Compose(
        MethodSource source, OptionsModel options, ContainerModel container, ParameterList parameters, ReturnModel returns,
        GeneratedNames names, EquatableArray<CodecModel> codecs)
    {
        IMethodSymbol method = source.Method;
        string documentationId = method.GetDocumentationCommentId() ?? TypeNames.Readable(method);
        string displayName = TypeNames.Readable(method);
        ulong id = StableNames.Id(documentationId);
        string callName = $"{method.Name}Call_{StableNames.Suffix(id)}";
        EquatableArray<string> obsolete = AttributeCopier.ForThunk(method);
        MethodModel model = new(
            StableNames.HintName(displayName, StableNames.Suffix(id)),
            container,
            Accessibility(method) + " static",
            displayName,
            documentationId,
            $"{container.Reference}.{TypeNames.Declaration(method.Name)}({string.Join(", ", parameters.InvocationArguments)})",
            names.Async,
            names.All,
            callName,
            id,
            returns,
            parameters.Input,
            parameters.AsyncParameters,
            parameters.TokenName,
            parameters.Batches,
            options,
            AttributeCopier.ForMembers(method),
            obsolete,
            AttributeCopier.ExperimentalIds(method));
        RegistryEntryModel entry = new(
            method.ContainingAssembly.Name, id, $"{container.Reference}.{callName}", displayName, container.IsObsolete || obsolete.Count > 0,
            AttributeCopier.ExperimentalIds(method.ContainingType));
        return new ParsedMethod(model, entry, codecs);
    }

    private static string Accessibility(IMethodSymbol method) => method.DeclaredAccessibility switch
    {
        Microsoft.CodeAnalysis.Accessibility.Public => "public",
        Microsoft.CodeAnalysis.Accessibility.Internal => "internal",
        Microsoft.CodeAnalysis.Accessibility.Protected => "protected",
        Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal => "protected internal",
        Microsoft.CodeAnalysis.Accessibility.ProtectedAndInternal => "private protected",
        _ => "private",
    };
}
