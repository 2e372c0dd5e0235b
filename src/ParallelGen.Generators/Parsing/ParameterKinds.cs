using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Parsing;

/// <summary>What the parameters of an annotated method mean.</summary>
internal static class ParameterKinds
{
    private const string Token = "System.Threading.CancellationToken";
    private const string Progress = "System.IProgress";

    public static bool IsToken(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && parameter.Type.Is(Token);

    public static bool IsProgress(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && parameter.Type.Is(Progress, arity: 1);

    public static bool IsMarkedBroadcast(IParameterSymbol parameter) => parameter.Has(KnownNames.Types.BroadcastAttribute);

    /// <summary>The part of a call's input that the parameter is; null for the token, which is none.</summary>
    public static InputKind? Of(IParameterSymbol parameter) => parameter switch
    {
        _ when IsToken(parameter) => null,
        _ when IsProgress(parameter) => InputKind.Progress,
        // A sequence has no batch to share the value: it goes with the call.
        _ when IsMarkedBroadcast(parameter) && !ReturnParser.IsSequence((IMethodSymbol)parameter.ContainingSymbol) => InputKind.Broadcast,
        { IsOptional: true } => InputKind.Optional,
        _ => InputKind.Required,
    };
}
