using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>What may not be a parameter of an annotated method.</summary>
internal static class ParameterRules
{
    private const string Elsewhere = "which cannot be passed to a call that runs elsewhere";

    /// <summary>Reports a parameter that cannot stand in a generated signature. False if it is one.</summary>
    public static bool Check(MethodSource source, IParameterSymbol parameter)
    {
        if ((WhyNotSupported(parameter) ?? WhyNotNamed(source, parameter)) is not { } refusal)
        {
            return true;
        }

        source.Problems.Add(Descriptors.ParameterKindNotSupported, parameter.Locations[0], parameter.Name, refusal.Reason, refusal.Advice);
        return false;
    }

    /// <summary>Whether the parameter can stand in a generated signature.</summary>
    public static bool IsSupported(IParameterSymbol parameter) => WhyNotSupported(parameter) is null;

    /// <summary>Problems of several parameters together.</summary>
    public static void CheckTogether(MethodSource source)
    {
        IMethodSymbol method = source.Method;
        foreach (IParameterSymbol token in method.Parameters.Where(ParameterKinds.IsToken).Skip(1))
        {
            source.Problems.Add(Descriptors.TooManySpecialParameters, token.Locations[0], method.Name, "CancellationToken");
        }

        foreach (IParameterSymbol progress in method.Parameters.Where(ParameterKinds.IsProgress).Skip(1))
        {
            source.Problems.Add(Descriptors.TooManySpecialParameters, progress.Locations[0], method.Name, "IProgress<T>");
        }

        InputKind?[] kinds = method.Parameters.Select(ParameterKinds.Of).ToArray();
        if (kinds.Contains(InputKind.Broadcast) && !kinds.Any(k => k is InputKind.Required or InputKind.Optional))
        {
            source.Problems.Add(Descriptors.NothingVaries, source.Identifier, method.Name);
        }
    }

    /// <summary>What it is, as "Parameter 'x' is …" goes on, and a sentence that says what to do.</summary>
    private static (string Reason, string Advice)? WhyNotSupported(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Ref } => ($"a ref parameter, {Elsewhere}", "Pass it by value, and return what becomes of it."),
        { RefKind: RefKind.Out } => ($"an out parameter, {Elsewhere}", "Return its value; a tuple carries several."),
        { RefKind: RefKind.In } => ($"an in parameter, {Elsewhere}", "Pass it by value."),
        { RefKind: RefKind.RefReadOnlyParameter } => ($"a ref readonly parameter, {Elsewhere}", "Pass it by value."),
        { IsParams: true, Type.IsRefLikeType: true } => ($"a params span, {Elsewhere}", "Declare a params array."),
        { Type.IsRefLikeType: true } => ($"a ref struct, {Elsewhere}", "Pass an array or Memory<T>."),
        { Type: ITypeParameterSymbol { AllowsRefLikeType: true } } =>
            ($"of a type that allows ref structs, {Elsewhere}", "Remove 'allows ref struct' from the constraints."),
        { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => ($"a pointer, {Elsewhere}", "Pass the data that it points to."),
        _ when ParameterKinds.IsMarkedBroadcast(parameter) && (ParameterKinds.IsToken(parameter) || ParameterKinds.IsProgress(parameter)) =>
            ("marked [Broadcast], but a batch has only one of it anyway", "Remove the attribute."),
        _ => null,
    };

    /// <summary>What must cross is checked as such, type by type.</summary>
    private static (string Reason, string Advice)? WhyNotNamed(MethodSource source, IParameterSymbol parameter) =>
        !source.CrossesProcesses && NameableTypes.WhyNot(source.Compilation, parameter.Type) is { } refusal
            ? ($"of type '{TypeNames.Readable(parameter.Type)}', {refusal.Reason}", refusal.Advice)
            : null;
}
