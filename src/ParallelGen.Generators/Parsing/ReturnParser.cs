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
        if (WhyNotSupported(method) is { } refusal)
        {
            source.Problems.Add(Descriptors.ReturnTypeNotSupported, source.ReturnType, method.Name, refusal.Reason, refusal.Advice);
            return null;
        }

        ReturnKind kind = Kind(method);
        if (kind is ReturnKind.Void or ReturnKind.VoidTask)
        {
            return new ReturnModel(kind, null, Nothing);
        }

        ITypeSymbol result = kind == ReturnKind.Value ? NullabilityAsCallersSeeIt(method) : ((INamedTypeSymbol)method.ReturnType).TypeArguments[0];
        if (result.IsBroken() || method.IsGenericMethod || !OptionsParser.IsProcessModel(source))
        {
            return null;
        }

        return wire.Parse(result, source.ReturnType, $"The result of '{method.Name}'") is WireTypeModel crossing
            ? new ReturnModel(kind, crossing, TypeNames.Of(result))
            : null;
    }

    /// <summary>What is wrong, as "Method 'X' …" goes on, and a sentence that says what to do.</summary>
    private static (string Reason, string Advice)? WhyNotSupported(IMethodSymbol method)
    {
        string type = $"'{TypeNames.Readable(method.ReturnType)}'";
        return method switch
        {
            { ReturnsVoid: true, IsAsync: true } => ("is async void, so that its end and its errors would be lost", "Return Task."),
            { ReturnsByRef: true } or { ReturnsByRefReadonly: true } =>
                ($"returns a reference to a {type}, which means nothing outside the process that runs it", "Return the value."),
            { ReturnType.IsRefLikeType: true } => ($"returns {type}, a ref struct, which cannot leave the stack", "Return an array or Memory<T>."),
            { ReturnType.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } =>
                ($"returns {type}, a pointer, which means nothing outside the process that runs it", "Return the data that it points to."),
            _ when IsSequence(method.ReturnType) =>
                ($"returns {type}, a sequence, which this version cannot send as a result", "Collect the items, and return an array or a List<T>."),
            _ => null,
        };
    }

    private static bool IsSequence(ITypeSymbol type) =>
        type.Is("System.Collections.Generic.IEnumerable", arity: 1)
        || type.Is("System.Collections.Generic.IAsyncEnumerable", arity: 1)
        || type.Is("System.Collections.IEnumerable");

    private static ReturnKind Kind(IMethodSymbol method) => method.ReturnType switch
    {
        _ when method.ReturnsVoid => ReturnKind.Void,
        ITypeSymbol type when type.Is(Task) || type.Is(ValueTask) => ReturnKind.VoidTask,
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
