using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Parsing;

/// <summary>What an annotated method may not return.</summary>
internal static class ReturnRules
{
    /// <summary>What is wrong, as "Method 'X' …" goes on, and a sentence that says what to do.</summary>
    public static (string Reason, string Advice)? WhyNotSupported(IMethodSymbol method)
    {
        ITypeSymbol returned = method.ReturnType;
        string type = $"'{TypeNames.Readable(returned)}'";
        return method switch
        {
            { ReturnsVoid: true, IsAsync: true } => ("is async void, so that its end and its errors would be lost", "Return Task."),
            { ReturnsByRef: true } or { ReturnsByRefReadonly: true } =>
                ($"returns a reference to a {type}, which may be gone or changed by the time that the caller has it", "Return the value."),
            _ when returned.IsRefLikeType => ($"returns {type}, a ref struct, which cannot leave the stack", "Return an array or Memory<T>."),
            _ when returned is ITypeParameterSymbol { AllowsRefLikeType: true } =>
                ($"returns {type}, which may be a ref struct, which cannot leave the stack", "Remove 'allows ref struct' from the constraints."),
            _ when returned.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer =>
                ($"returns {type}, a pointer, which nothing keeps valid until the caller has it", "Return the data that it points to."),
            _ when returned.Is("System.Collections.IEnumerable") => ($"returns {type}, a sequence of anything", "Return IEnumerable<T>."),
            _ when IsEnumerator(returned) => ($"returns {type}, whose items would be made where they are read", "Return IEnumerable<T> or IAsyncEnumerable<T>."),
            _ when IsTaskLike(returned) => ($"returns {type}, a task type of its own, whose end is unknown here", "Return Task or ValueTask."),
            _ => null,
        };
    }

    private static bool IsEnumerator(ITypeSymbol type) =>
        type.Is("System.Collections.IEnumerator")
        || type.Is("System.Collections.Generic.IEnumerator", arity: 1)
        || type.Is("System.Collections.Generic.IAsyncEnumerator", arity: 1);

    private static bool IsTaskLike(ITypeSymbol type) =>
        type.OriginalDefinition.Has("System.Runtime.CompilerServices.AsyncMethodBuilderAttribute")
        && !type.Is("System.Threading.Tasks.ValueTask")
        && !type.Is("System.Threading.Tasks.ValueTask", arity: 1);
}
