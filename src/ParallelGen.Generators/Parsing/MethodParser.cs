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
        NamesModel names = NameParser.Parse(source, parameters.AreOrdinary);
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

            if (NameClashes.SameSignature(other, method))
            {
                return true;
            }
        }

        return false;
    }

    private static ParsedMethod Compose(
        MethodSource source, OptionsModel options, ContainerModel container, ParameterList parameters, ReturnModel returns,
        NamesModel names, EquatableArray<CodecModel> codecs)
    {
        IMethodSymbol method = source.Method;
        string documentationId = method.GetDocumentationCommentId() ?? TypeNames.Readable(method);
        string displayName = TypeNames.Readable(method);
        ulong id = StableNames.Id(documentationId);
        string callName = $"{method.Name}Call_{StableNames.Suffix(id)}";
        MethodModel model = new()
        {
            HintName = StableNames.HintName(displayName, StableNames.Suffix(id)),
            Container = container,
            Modifiers = Accessibility(method) + Modifier(method),
            CopiesInstance = !method.IsStatic && method.ContainingType.IsValueType,
            DisplayName = displayName,
            DocumentationId = documentationId,
            Invocation = Invocation(method, container, parameters),
            Names = names,
            CallName = callName,
            Id = id,
            TypeParameters = TypeParameterParser.Parse(method),
            Return = returns,
            Input = parameters.Input,
            AsyncParameters = parameters.AsyncParameters,
            TokenName = parameters.TokenName,
            TakesToken = parameters.TakesToken,
            Batches = parameters.Batches,
            Options = options,
            Attributes = AttributeCopier.ForMembers(method),
            ThunkAttributes = AttributeCopier.ForThunk(method),
            ExperimentalIds = AttributeCopier.ExperimentalIds(method),
        };
        RegistryEntryModel? entry = !options.CrossesProcesses ? null : new RegistryEntryModel(
            method.ContainingAssembly.Name, id, $"{container.Reference}.{callName}", displayName, container.IsObsolete || model.ThunkAttributes.Count > 0,
            AttributeCopier.ExperimentalIds(method.ContainingType));
        return new ParsedMethod(model, entry, codecs);
    }

    private static string Invocation(IMethodSymbol method, ContainerModel container, ParameterList parameters)
    {
        string target = method.IsStatic ? container.Reference : parameters.Input.Fields[0].Access;
        return $"{target}.{TypeNames.Declaration(method.Name)}{TypeParameterParser.Parse(method).List}({string.Join(", ", parameters.InvocationArguments)})";
    }

    /// <summary>Generated members of a struct only copy it.</summary>
    private static string Modifier(IMethodSymbol method) => method.IsStatic ? " static" : method.ContainingType.IsValueType ? " readonly" : "";

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
