using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>What the method itself must be: an ordinary method with a body, and in process models static and not generic.</summary>
internal static class MethodKindRules
{
    /// <summary>Reports what is wrong. False when nothing else can be said about the method.</summary>
    public static bool Check(MethodSource source)
    {
        IMethodSymbol method = source.Method;
        if (WhyNotOrdinary(method) is string reason)
        {
            source.Problems.Add(Descriptors.NotAnOrdinaryMethod, source.Identifier, Display(method), reason);
            return false;
        }

        if (WhyWithoutBody(source) is string absence)
        {
            source.Problems.Add(Descriptors.NoBody, source.Identifier, method.Name, absence);
        }

        if (!source.CrossesProcesses)
        {
            return true;
        }

        if (method.IsGenericMethod)
        {
            source.Problems.Add(Descriptors.GenericMethod, source.Identifier, method.Name);
        }

        if (!method.IsStatic && method.ContainingType.TypeKind != TypeKind.Interface)
        {
            source.Problems.Add(Descriptors.InstanceMethod, source.Identifier, method.Name);
        }

        return true;
    }

    private static string? WhyNotOrdinary(IMethodSymbol method) => method.MethodKind switch
    {
        _ when method.ContainingType is { IsExtension: true } => "in an extension block",
        MethodKind.LocalFunction => "a local function",
        MethodKind.AnonymousFunction => "a lambda",
        MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove => "an accessor",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "an operator",
        MethodKind.Destructor => "a finalizer",
        MethodKind.ExplicitInterfaceImplementation => "an explicit interface implementation",
        MethodKind.Ordinary when method.IsVararg => "a method with a variable argument list",
        MethodKind.Ordinary when method.Has("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute") =>
            "a method that only native code can call",
        MethodKind.Ordinary when method.Has("System.Diagnostics.ConditionalAttribute") =>
            "a [Conditional] method, whose calls the compiler may leave out",
        MethodKind.Ordinary => null,
        _ => "not a method that can be called by name",
    };

    private static string? WhyWithoutBody(MethodSource source)
    {
        IMethodSymbol method = source.Method;
        if (method.IsAbstract)
        {
            return method.ContainingType.TypeKind == TypeKind.Interface ? "an interface member" : "abstract";
        }

        if (method.IsExtern)
        {
            return "extern";
        }

        // Any other partial method must have its other part, and a generator that we do not see may write it.
        return method.IsPartialDefinition && method.PartialImplementationPart is null && MayLackOtherPart(source.Declaration())
            ? "a partial method whose other part is missing"
            : null;
    }

    private static bool MayLackOtherPart(MethodDeclarationSyntax? declaration) =>
        declaration is not null
        && !declaration.Modifiers.Any(m => SyntaxFacts.IsAccessibilityModifier(m.Kind()));

    private static string Display(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.AnonymousFunction => "lambda",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
        MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove =>
            method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
        _ => method.Name,
    };
}
