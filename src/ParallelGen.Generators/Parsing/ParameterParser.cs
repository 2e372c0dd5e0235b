using System.Globalization;
using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>The parameters of an annotated method.</summary>
internal static class ParameterParser
{
    public static ParameterList Parse(MethodSource source, WireTypeParser wire)
    {
        ParameterRules.CheckTogether(source);
        List<InputPart> parts = new();
        if (!source.Method.IsStatic)
        {
            parts.Add(Instance(source.Method));
        }

        bool areOrdinary = true;
        bool isComplete = true;
        foreach (IParameterSymbol parameter in source.Method.Parameters)
        {
            if (!ParameterRules.Check(source, parameter) || parameter.Type.IsBroken())
            {
                areOrdinary = false;
            }
            else if (ParameterKinds.Of(parameter) is not InputKind kind)
            {
                continue;
            }
            else if (TryParseWire(source, wire, parameter, out WireTypeModel? crossing))
            {
                parts.Add(Part(parameter, kind, crossing));
            }
            else
            {
                isComplete = false;
            }
        }

        return Compose(source.Method, parts, areOrdinary, isComplete);
    }

    /// <summary>False when the value must cross and cannot.</summary>
    private static bool TryParseWire(MethodSource source, WireTypeParser wire, IParameterSymbol parameter, out WireTypeModel? crossing)
    {
        crossing = null;
        if (!source.CrossesProcesses)
        {
            return true;
        }

        if (!source.Method.IsGenericMethod)
        {
            bool isProgress = ParameterKinds.IsProgress(parameter);
            ITypeSymbol type = isProgress ? ((INamedTypeSymbol)parameter.Type).TypeArguments[0] : parameter.Type;
            string subject = isProgress ? $"What '{parameter.Name}' reports" : $"Parameter '{parameter.Name}'";
            crossing = wire.Parse(type, parameter.Locations[0], subject);
        }

        return crossing is not null;
    }

    private static InputPart Instance(IMethodSymbol method)
    {
        string name = InputTuple.Unique("self", method.Parameters.Select(p => p.Name).ToArray());
        string type = TypeNames.Of(method.ContainingType);
        return new InputPart(InputKind.Instance, name, "this", type, type);
    }

    private static InputPart Part(IParameterSymbol parameter, InputKind kind, WireTypeModel? wire)
    {
        bool isProgress = kind == InputKind.Progress;
        IMethodSymbol method = (IMethodSymbol)parameter.ContainingSymbol;
        string name = TypeNames.Identifier(parameter.Name);
        string declared = TypeNames.Of(parameter.Type) + " " + name;
        string receiver = method.IsExtensionMethod && parameter.Ordinal == 0 ? "this " : "";
        // An array that was "params" stands before the token, so it cannot be left out any more, nor what stands before it.
        bool staysOptional = parameter.IsOptional && !method.Parameters.Last().IsParams;
        ITypeSymbol type = isProgress ? parameter.Type.WithNullableAnnotation(NullableAnnotation.Annotated) : NullabilityAsCallersSeeIt(parameter);
        return new InputPart(kind, parameter.Name, name, TypeNames.Of(type), TypeNames.WithoutDynamic(type))
        {
            AsyncDeclaration = AttributeCopier.ForParameter(parameter, staysOptional, isShared: false)
                + receiver + declared + (staysOptional ? DefaultValues.Clause(parameter) : ""),
            SharedDeclaration = isProgress
                ? TypeNames.Of(type) + " " + name + " = null"
                : AttributeCopier.ForParameter(parameter, parameter.IsOptional, isShared: true) + declared + DefaultValues.Clause(parameter),
            IsOptional = parameter.IsOptional,
            // The thunk has the handler apart from the input.
            Argument = !isProgress ? "{0}"
                : parameter.NullableAnnotation == NullableAnnotation.Annotated ? "progress"
                : KnownNames.Global(KnownNames.Members.ProgressOrNone) + "(progress)",
            Wire = wire,
        };
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

    private static ParameterList Compose(IMethodSymbol method, List<InputPart> parts, bool areOrdinary, bool isComplete)
    {
        InputTuple input = new(parts);
        Dictionary<string, string> arguments = new(StringComparer.Ordinal);
        for (int i = 0; i < parts.Count; i++)
        {
            arguments[parts[i].PlainName] = string.Format(CultureInfo.InvariantCulture, parts[i].Argument, input.Access("input", i));
        }

        HashSet<string> taken = new(method.Parameters.Select(p => p.Name), StringComparer.Ordinal);
        IParameterSymbol? token = method.Parameters.FirstOrDefault(ParameterKinds.IsToken);
        return new ParameterList
        {
            AreOrdinary = areOrdinary,
            IsComplete = areOrdinary && isComplete,
            InvocationArguments = method.Parameters.Select(p => arguments.TryGetValue(p.Name, out string? a) ? a : "cancel").ToEquatableArray(),
            Input = new InputModel(
                input.CallTypeName,
                InputTuple.Expression(parts.Select(p => p.Value).ToArray()),
                parts.Select((p, i) => new FieldModel(p.Kind, p.PlainName, p.CallTypeName, input.Access("input", i), p.Wire)).ToEquatableArray()),
            AsyncParameters = parts.Where(p => p.Kind != InputKind.Instance).Select(p => p.AsyncDeclaration).ToEquatableArray(),
            TakesToken = token is not null,
            TokenName = token is null ? InputTuple.Unique("cancel", taken) : TypeNames.Identifier(token.Name),
            Batches = ReturnParser.IsSequence(method)
                ? EquatableArray<BatchModel>.Empty
                : BatchParser.Parse(parts, input, method.ContainingType.IsValueType),
        };
    }
}
