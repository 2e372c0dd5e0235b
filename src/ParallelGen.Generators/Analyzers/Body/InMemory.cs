using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Streams and readers that wait for nothing, because what they read lies in memory.</summary>
internal static class InMemory
{
    /// <summary>How many helpers, one within the other, are asked what they return.</summary>
    private const int MaxHelpers = 3;

    private static readonly string[] s_waiting =
    {
        "System.IO.Stream", "System.IO.FileStream", "System.IO.BufferedStream", "System.IO.StreamReader", "System.Net.Sockets.NetworkStream",
        "System.Net.Security.SslStream", "System.IO.Pipes.PipeStream", "System.IO.Pipes.NamedPipeClientStream", "System.IO.Pipes.NamedPipeServerStream",
        "System.IO.Pipes.AnonymousPipeClientStream", "System.IO.Pipes.AnonymousPipeServerStream",
    };

    private static readonly string[] s_readers = { "System.IO.TextReader", "System.IO.Stream" };

    /// <summary>
    /// Whether a call works on streams and readers in memory alone, as far as their types and the way they were made tell. What is
    /// copied has to be written, too.
    /// </summary>
    public static bool IsAllOf(IInvocationOperation call, CodeBody body, BodyMap map) =>
        Is(call.Instance, body, map, MaxHelpers)
        && (call.TargetMethod.Name != "CopyTo" || call.Arguments.All(a => a.Parameter?.Ordinal != 0 || Is(a.Value, body, map, MaxHelpers)));

    /// <summary>The input of the process: its asynchronous methods block, too.</summary>
    public static bool IsStandardInput(IOperation? receiver) =>
        receiver is IPropertyReferenceOperation { Property: { Name: "In" } property } && property.ContainingType.Is("System.Console");

    private static bool Is(IOperation? value, CodeBody body, BodyMap map, int helpers)
    {
        if (Origin.Of(value, body) is not { } origin || TypeOf(origin) is not { } type || !IsStream(type))
        {
            return false;
        }

        // Streams that work on others, such as compressing ones, are as slow as those, which are not known.
        return !s_waiting.Any(name => type.Is(name)) || origin switch
        {
            IObjectCreationOperation { Arguments: [{ Value: { Type: INamedTypeSymbol inner } source }, ..] } => IsStream(inner) && Is(source, body, map, helpers),
            IInvocationOperation call => IsResource(call.TargetMethod) || BufferedResponse.IsContent(call, body) || (helpers > 0 && Returns(call, map, helpers - 1)),
            _ => false,
        };
    }

    /// <summary>The type of what is awaited is that of the stream.</summary>
    private static INamedTypeSymbol? TypeOf(IOperation origin) => origin.Type switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [INamedTypeSymbol result] } => result,
        { } type => type as INamedTypeSymbol,
        _ => null,
    };

    /// <summary>A part of an assembly that is loaded.</summary>
    private static bool IsResource(IMethodSymbol method) => method.Name == "GetManifestResourceStream" && method.ContainingType.Is("System.Reflection.Assembly");

    /// <summary>Whether a method of this project returns nothing else.</summary>
    private static bool Returns(IInvocationOperation call, BodyMap map, int helpers)
    {
        if (call.IsVirtual || map.Of(call.TargetMethod.OriginalDefinition) is not { } helper)
        {
            return false;
        }

        List<IReturnOperation> returns = ReturnsIn(helper.Root).ToList();
        return returns.Count > 0 && returns.All(r => Is(r.ReturnedValue, helper, map, helpers));
    }

    private static IEnumerable<IReturnOperation> ReturnsIn(IOperation operation) =>
        operation.ChildOperations.Where(o => o is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
            .SelectMany(o => o is IReturnOperation found ? new[] { found } : ReturnsIn(o));

    private static bool IsStream(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (s_readers.Any(name => current.Is(name)))
            {
                return true;
            }
        }

        return false;
    }
}
