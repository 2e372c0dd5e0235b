using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>The parameters of an annotated method.</summary>
internal static class ParameterParser
{
    private const string Token = "System.Threading.CancellationToken";
    private const string Progress = "System.IProgress";
    private const string Elsewhere = "which cannot be passed to a call that runs elsewhere";

    public static ParameterList Parse(MethodSource source, WireTypeParser wire)
    {
        ReportSpecials(source);
        List<OrdinaryParameter> ordinary = new();
        bool areOrdinary = true;
        bool isComplete = true;
        foreach (IParameterSymbol parameter in source.Method.Parameters.Where(p => !IsToken(p)))
        {
            if (WhyNotSupported(parameter) is { } refusal)
            {
                areOrdinary = false;
                source.Problems.Add(Descriptors.ParameterKindNotSupported, parameter.Locations[0], parameter.Name, refusal.Reason, refusal.Advice);
            }
            else if (parameter.Type.IsBroken() || source.Method.IsGenericMethod || !OptionsParser.IsProcessModel(source))
            {
                areOrdinary &= !parameter.Type.IsBroken();
                isComplete = false;
            }
            else if (wire.Parse(parameter.Type, parameter.Locations[0], $"Parameter '{parameter.Name}'") is WireTypeModel crossing)
            {
                ordinary.Add(Ordinary(parameter, crossing));
            }
            else
            {
                isComplete = false;
            }
        }

        return Compose(source.Method, ordinary, areOrdinary, isComplete);
    }

    public static bool IsToken(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && parameter.Type.Is(Token);

    /// <summary>Whether the parameter is part of a call's input.</summary>
    public static bool IsOrdinary(IParameterSymbol parameter) => !IsToken(parameter) && WhyNotSupported(parameter) is null;

    /// <summary>What it is, as "Parameter 'x' is …" goes on, and a sentence that says what to do.</summary>
    private static (string Reason, string Advice)? WhyNotSupported(IParameterSymbol parameter) => parameter switch
    {
        { RefKind: RefKind.Ref } => ($"a ref parameter, {Elsewhere}", "Pass it by value, and return what becomes of it."),
        { RefKind: RefKind.Out } => ($"an out parameter, {Elsewhere}", "Return its value; a tuple carries several."),
        { RefKind: RefKind.In } => ($"an in parameter, {Elsewhere}", "Pass it by value."),
        { RefKind: RefKind.RefReadOnlyParameter } => ($"a ref readonly parameter, {Elsewhere}", "Pass it by value."),
        { IsParams: true, Type.IsRefLikeType: true } => ($"a params span, {Elsewhere}", "Declare a params array."),
        { Type.IsRefLikeType: true } => ($"a ref struct, {Elsewhere}", "Pass an array or Memory<T>."),
        { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => ($"a pointer, {Elsewhere}", "Pass the data that it points to."),
        _ when parameter.Type.Is(Progress, arity: 1) =>
            ("an IProgress<T>, which this version cannot carry to a worker process", "Remove it; WithProgress on the batch reports how many calls are done."),
        _ when parameter.Has(KnownNames.Types.BroadcastAttribute) =>
            ("marked [Broadcast], which this version does not support", "Remove the attribute; the value then travels with every call."),
        _ => null,
    };

    /// <summary>Problems of several parameters together.</summary>
    private static void ReportSpecials(MethodSource source)
    {
        IMethodSymbol method = source.Method;
        foreach (IParameterSymbol token in method.Parameters.Where(IsToken).Skip(1))
        {
            source.Problems.Add(Descriptors.TooManySpecialParameters, token.Locations[0], method.Name, "CancellationToken");
        }

        foreach (IParameterSymbol progress in method.Parameters.Where(p => p.Type.Is(Progress, arity: 1)).Skip(1))
        {
            source.Problems.Add(Descriptors.TooManySpecialParameters, progress.Locations[0], method.Name, "IProgress<T>");
        }

        IParameterSymbol[] inputs = method.Parameters.Where(p => !IsToken(p) && !p.Type.Is(Progress, arity: 1)).ToArray();
        if (inputs.Length > 0 && inputs.All(p => p.Has(KnownNames.Types.BroadcastAttribute)))
        {
            source.Problems.Add(Descriptors.NothingVaries, source.Identifier, method.Name);
        }
    }

    private static OrdinaryParameter Ordinary(IParameterSymbol parameter, WireTypeModel wire)
    {
        string name = TypeNames.Identifier(parameter.Name);
        string type = TypeNames.Of(NullabilityAsCallersSeeIt(parameter));
        IMethodSymbol method = (IMethodSymbol)parameter.ContainingSymbol;
        string receiver = method.IsExtensionMethod && parameter.Ordinal == 0 ? "this " : "";
        string rawType = TypeNames.Of(parameter.Type);
        // An array that was "params" stands before the token, so it cannot be left out any more, nor what stands before it.
        bool staysOptional = parameter.IsOptional && !method.Parameters.Last().IsParams;
        string asyncDefault = staysOptional ? DefaultValues.Clause(parameter) : "";
        return new OrdinaryParameter(
            parameter.Name,
            name,
            type,
            parameter.IsOptional,
            AttributeCopier.ForParameter(parameter, staysOptional, isShared: false) + receiver + rawType + " " + name + asyncDefault,
            AttributeCopier.ForParameter(parameter, parameter.IsOptional, isShared: true) + rawType + " " + name + DefaultValues.Clause(parameter),
            wire);
    }

    /// <summary>An item of a batch has no attributes, so what <c>[AllowNull]</c> says must be in its type.</summary>
    private static ITypeSymbol NullabilityAsCallersSeeIt(IParameterSymbol parameter)
    {
        if (!parameter.Type.IsReferenceType)
        {
            return parameter.Type;
        }

        return parameter.Has("System.Diagnostics.CodeAnalysis.AllowNullAttribute") ? parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated)
            : parameter.Has("System.Diagnostics.CodeAnalysis.DisallowNullAttribute") ? parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)
            : parameter.Type;
    }

    private static ParameterList Compose(IMethodSymbol method, List<OrdinaryParameter> ordinary, bool areOrdinary, bool isComplete)
    {
        InputTuple input = new(ordinary);
        Dictionary<string, string> access = new(StringComparer.Ordinal);
        for (int i = 0; i < ordinary.Count; i++)
        {
            access[ordinary[i].PlainName] = input.Access("input", i);
        }

        HashSet<string> taken = new(method.Parameters.Select(p => p.Name), StringComparer.Ordinal);
        IParameterSymbol? token = method.Parameters.FirstOrDefault(IsToken);
        return new ParameterList
        {
            AreOrdinary = areOrdinary,
            IsComplete = areOrdinary && isComplete,
            InvocationArguments = method.Parameters.Select(p => access.TryGetValue(p.Name, out string? a) ? a : "cancel").ToEquatableArray(),
            Input = new InputModel(
                input.TypeName,
                InputTuple.Expression(ordinary.Select(p => p.Name).ToArray()),
                ordinary.Select(p => new FieldModel(p.PlainName, access[p.PlainName], p.Wire)).ToEquatableArray()),
            AsyncParameters = ordinary.Select(p => p.AsyncDeclaration).ToEquatableArray(),
            TokenName = token is null ? InputTuple.Unique("cancel", taken) : TypeNames.Identifier(token.Name),
            Batches = BatchParser.Parse(ordinary, input),
        };
    }
}
