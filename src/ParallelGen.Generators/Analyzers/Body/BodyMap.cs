using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>The bodies of a project, each read once and only when it is asked for.</summary>
internal sealed class BodyMap
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly Dictionary<IMethodSymbol, CodeBody?> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Overrides _overrides;

    public BodyMap(Compilation compilation, CancellationToken cancel)
    {
        Compilation = compilation;
        Cancel = cancel;
        _overrides = new Overrides(compilation, cancel);
    }

    public Compilation Compilation { get; }

    public CancellationToken Cancel { get; }

    /// <summary>Null for a method without text, and for what this generator wrote: that only hands calls to the runtime.</summary>
    public CodeBody? Of(IMethodSymbol method)
    {
        method = method.PartialImplementationPart ?? method;
        if (!_bodies.TryGetValue(method, out CodeBody? body))
        {
            _bodies.Add(method, body = Read(method));
        }

        return body;
    }

    /// <summary>What runs when a call is made; null where that cannot be told.</summary>
    public CodeBody? Of(CallSite call) =>
        (call.IsVirtual ? _overrides.OnlyTarget(call.Target) : call.Target) is { } target ? Of(target) : null;

    public SemanticModel Model(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
            _models.Add(tree, model = Compilation.GetSemanticModel(tree));
        }

        return model;
    }

    private CodeBody? Read(IMethodSymbol method)
    {
        Cancel.ThrowIfCancellationRequested();
        if (method.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || !Compilation.ContainsSyntaxTree(reference.SyntaxTree) || IsOurs(method))
        {
            return null;
        }

        SyntaxNode declaration = reference.GetSyntax(Cancel);
        if (declaration is TypeDeclarationSyntax or EnumDeclarationSyntax or ParameterSyntax)
        {
            return null;
        }

        try
        {
            return Model(reference.SyntaxTree).GetOperation(declaration, Cancel) is { } root ? BodyReader.Read(method, root, Cancel) : null;
        }
        catch (InsufficientExecutionStackException)
        {
            // Nested deeper than can be walked: nothing is known of it, so nothing is said.
            return null;
        }
    }

    private static bool IsOurs(IMethodSymbol method) => method.GetAttributes().Any(a =>
        a.AttributeClass.Is("System.CodeDom.Compiler.GeneratedCodeAttribute") && a.ConstructorArguments is [{ Value: KnownNames.Tool }, ..]);
}
