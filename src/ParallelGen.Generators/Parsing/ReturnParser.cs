using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>What an annotated method returns.</summary>
internal static class ReturnParser
{
    private const string Task = "System.Threading.Tasks.Task";
    private const string ValueTask = "System.Threading.Tasks.ValueTask";
    private const string Nothing = "global::System.ValueTuple";

    /// <summary>Null when the result cannot be brought back.</summary>
    public static ReturnModel? Parse(MethodSource source, WireTypeParser wire)
    {
        IMethodSymbol method = source.Method;
        if (ReturnRules.WhyNotSupported(method) is { } refusal)
        {
            source.Problems.Add(Descriptors.ReturnTypeNotSupported, source.ReturnType, method.Name, refusal.Reason, refusal.Advice);
            return null;
        }

        ReturnKind kind = Kind(method);
        if (kind is ReturnKind.Void or ReturnKind.VoidTask or ReturnKind.VoidValueTask)
        {
            return new ReturnModel(kind, Nothing, Nothing, null);
        }

        ITypeSymbol result = kind == ReturnKind.Value ? NullabilityAsCallersSeeIt(method) : ((INamedTypeSymbol)method.ReturnType).TypeArguments[0];
        if (result.IsBroken())
        {
            return null;
        }

        if (!source.CrossesProcesses && NameableTypes.WhyNot(source.Compilation, result) is { } unnameable)
        {
            string reason = $"returns '{TypeNames.Readable(result)}', {unnameable.Reason}";
            source.Problems.Add(Descriptors.ReturnTypeNotSupported, source.ReturnType, method.Name, reason, unnameable.Advice);
            return null;
        }

        ReturnModel model = new(kind, TypeNames.Of(result), TypeNames.WithoutDynamic(result), null);
        if (!source.CrossesProcesses)
        {
            return model;
        }

        string subject = kind == ReturnKind.Sequence ? $"An item of '{method.Name}'" : $"The result of '{method.Name}'";
        return !method.IsGenericMethod && wire.Parse(result, source.ReturnType, subject) is WireTypeModel crossing ? model with { Wire = crossing } : null;
    }

    /// <summary>Whether callers get the items one by one. A collection is a result like any other.</summary>
    public static bool IsSequence(IMethodSymbol method) =>
        method.ReturnType.Is("System.Collections.Generic.IEnumerable", arity: 1)
        || method.ReturnType.Is("System.Collections.Generic.IAsyncEnumerable", arity: 1);

    private static ReturnKind Kind(IMethodSymbol method) => method.ReturnType switch
    {
        _ when method.ReturnsVoid => ReturnKind.Void,
        _ when IsSequence(method) => ReturnKind.Sequence,
        ITypeSymbol type when type.Is(Task) => ReturnKind.VoidTask,
        ITypeSymbol type when type.Is(ValueTask) => ReturnKind.VoidValueTask,
        ITypeSymbol type when type.Is(Task, arity: 1) => ReturnKind.Task,
        ITypeSymbol type when type.Is(ValueTask, arity: 1) => ReturnKind.ValueTask,
        _ => ReturnKind.Value,
    };

    /// <summary>A task's result has no attributes, so what <c>[return: MaybeNull]</c> says must be in its type.</summary>
    private static ITypeSymbol NullabilityAsCallersSeeIt(IMethodSymbol method)
    {
        if (!method.ReturnType.IsReferenceType)
        {
            return method.ReturnType;
        }

        bool Says(string attribute) => method.GetReturnTypeAttributes().Any(a => a.AttributeClass.Is(attribute));
        return Says("System.Diagnostics.CodeAnalysis.MaybeNullAttribute") ? method.ReturnType.WithNullableAnnotation(NullableAnnotation.Annotated)
            : Says("System.Diagnostics.CodeAnalysis.NotNullAttribute") ? method.ReturnType.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
            : method.ReturnType;
    }
}
