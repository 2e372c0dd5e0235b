using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>A field, an auto-property or a captured parameter that several calls may reach.</summary>
/// <param name="Symbol">What holds the value.</param>
/// <param name="Root">Where the way to it begins: <c>s_config</c> of <c>s_config.Limits.Count</c>.</param>
/// <param name="Origin">Why it may be shared.</param>
internal sealed record SharedState(ISymbol Symbol, ISymbol Root, StateOrigin Origin)
{
    /// <summary>The name for messages.</summary>
    public string Name => Symbol switch
    {
        IParameterSymbol => Symbol.Name,
        IFieldSymbol { AssociatedSymbol: { } property } => property.Name,
        _ => $"{Symbol.ContainingType.Name}.{Symbol.Name}",
    };

    public ITypeSymbol Type => Symbol switch
    {
        IFieldSymbol held => held.Type,
        IPropertySymbol property => property.Type,
        _ => ((IParameterSymbol)Symbol).Type,
    };

    /// <summary>Null for what belongs to one call or one thread, and wherever that cannot be told.</summary>
    public static SharedState? Of(IOperation? operation, IMethodSymbol body)
    {
        switch (operation)
        {
            case IFieldReferenceOperation { Field: { IsConst: false } field } reference when !field.Has("System.ThreadStaticAttribute"):
                return Of(field.OriginalDefinition, reference.Instance, body);
            case IPropertyReferenceOperation { Property: { IsIndexer: false } property } reference when IsAutomatic(property):
                return Of(property.OriginalDefinition, reference.Instance, body);
            case IParameterReferenceOperation { Parameter: { } parameter }:
                return OfParameter(parameter, body);
            case IArrayElementReferenceOperation element:
                return Of(element.ArrayReference, body);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Of(conversion.Operand, body);
            case IConditionalAccessInstanceOperation instance:
                return Of(Conditional(instance)?.Operation, body);
            default:
                return null;
        }
    }

    /// <summary>A property without code of its own: what is set is what is read.</summary>
    public static bool IsAutomatic(IPropertySymbol property) =>
        property.OriginalDefinition is { IsAbstract: false, DeclaringSyntaxReferences.IsEmpty: false } definition
        && (definition.GetMethod is null || HasNoCode(definition.GetMethod))
        && (definition.SetMethod is null || HasNoCode(definition.SetMethod))
        && definition.ContainingType.GetMembers().Any(m => m is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, definition));

    /// <summary>The receiver of <c>?.</c> for what stands behind it.</summary>
    public static IConditionalAccessOperation? Conditional(IConditionalAccessInstanceOperation instance)
    {
        for (IOperation child = instance; child.Parent is { } parent; child = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access;
            }
        }

        return null;
    }

    private static bool HasNoCode(IMethodSymbol accessor) => accessor.DeclaringSyntaxReferences.All(r =>
        r.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.AccessorDeclarationSyntax { Body: null, ExpressionBody: null }
            or Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax);

    private static SharedState? Of(ISymbol symbol, IOperation? instance, IMethodSymbol body)
    {
        if (symbol.IsStatic)
        {
            return new SharedState(symbol, symbol, StateOrigin.Static);
        }

        if (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance })
        {
            return new SharedState(symbol, symbol, StateOrigin.This);
        }

        return Of(instance, body) is { } owner ? owner with { Symbol = symbol } : null;
    }

    private static SharedState? OfParameter(IParameterSymbol parameter, IMethodSymbol body)
    {
        // A parameter of a primary constructor that methods use is a field without a name.
        if (parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } && body.MethodKind != MethodKind.Constructor)
        {
            return new SharedState(parameter, parameter, StateOrigin.This);
        }

        return parameter.Has(KnownNames.Types.BroadcastAttribute) ? new SharedState(parameter, parameter, StateOrigin.Broadcast) : null;
    }
}
