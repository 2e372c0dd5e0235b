using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>Streams and readers that wait for nothing, because what they read lies in memory.</summary>
internal static class InMemory
{
    private static readonly string[] s_waiting =
    {
        "System.IO.Stream", "System.IO.FileStream", "System.IO.BufferedStream", "System.IO.StreamReader", "System.Net.Sockets.NetworkStream",
        "System.Net.Security.SslStream", "System.IO.Pipes.PipeStream", "System.IO.Pipes.NamedPipeClientStream", "System.IO.Pipes.NamedPipeServerStream",
        "System.IO.Pipes.AnonymousPipeClientStream", "System.IO.Pipes.AnonymousPipeServerStream",
    };

    private static readonly string[] s_readers = { "System.IO.TextReader", "System.IO.Stream" };

    /// <summary>Whether a stream or reader is in memory, as far as its type and the way it was made tell. Other objects are not.</summary>
    public static bool Is(IOperation? receiver, CodeBody body)
    {
        if (Origin(receiver, body) is not { Type: INamedTypeSymbol type } origin || !IsStream(type))
        {
            return false;
        }

        // Streams that work on others, such as compressing ones, are as slow as those, which are not known.
        return !s_waiting.Any(name => type.Is(name))
            || (origin is IObjectCreationOperation { Arguments: [{ Value: { Type: INamedTypeSymbol inner } value }, ..] } && IsStream(inner) && Is(value, body));
    }

    /// <summary>The input of the process: its asynchronous methods block, too.</summary>
    public static bool IsStandardInput(IOperation? receiver) =>
        receiver is IPropertyReferenceOperation { Property: { Name: "In" } property } && property.ContainingType.Is("System.Console");

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

    /// <summary>What a local was made of.</summary>
    private static IOperation? Origin(IOperation? value, CodeBody body)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value is not ILocalReferenceOperation { Local: { } local })
        {
            return value;
        }

        IOperation? made = body.Root.Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))?.GetVariableInitializer()?.Value;
        return made is null or ILocalReferenceOperation ? value : Origin(made, body);
    }
}
