using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Responses that <c>HttpClient</c> hands out when all of them has come, which is how it does it unless told otherwise.</summary>
internal static class BufferedResponse
{
    /// <summary>Whether a call gives the content of one as a stream.</summary>
    public static bool IsContent(IInvocationOperation call, CodeBody body) =>
        call.TargetMethod.Name is "ReadAsStream" or "ReadAsStreamAsync"
        && Origin.Of(call.Instance, body) is IPropertyReferenceOperation { Property: { Name: "Content" } content } reference
        && content.ContainingType.Is("System.Net.Http.HttpResponseMessage")
        && Origin.Of(reference.Instance, body) is IInvocationOperation request
        && request.TargetMethod.ContainingType.Is("System.Net.Http.HttpClient")
        && !request.Arguments.Any(ComesBefore);

    /// <summary>An option other than <c>ResponseContentRead</c>, or one that is not known.</summary>
    private static bool ComesBefore(IArgumentOperation argument) =>
        argument.Parameter?.Type.Is("System.Net.Http.HttpCompletionOption") == true && argument.Value.ConstantValue is not { HasValue: true, Value: 0 };
}
