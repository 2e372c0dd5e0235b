using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ParallelGen.Generators.Emission;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators;

/// <summary>
/// The pipeline: annotated methods → models → one file for each method, one for each codec, one registry. It reports nothing:
/// a method that cannot be generated has no model, and <see cref="Analyzers.RunOnAnalyzer"/> says why.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ParallelGenGenerator : IIncrementalGenerator
{
    /// <summary>The names of the steps, for tests of caching.</summary>
    internal static class Steps
    {
        public const string Parsed = nameof(Parsed);
        public const string Methods = nameof(Methods);
        public const string Codecs = nameof(Codecs);
        public const string Initializers = nameof(Initializers);
        public const string Registry = nameof(Registry);
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParsedMethod> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Types.RunOnAttribute, IsMethod, ParseMethod)
            .Where(static method => method is not null)
            .Select(static (method, _) => method!)
            .WithTrackingName(Steps.Parsed);
        IncrementalValuesProvider<MethodModel> methods = parsed
            .Select(static (method, _) => method.Method)
            .WithTrackingName(Steps.Methods);
        IncrementalValuesProvider<CodecModel> codecs = parsed
            .Select(static (method, _) => method.Codecs)
            .Collect()
            .SelectMany(DistinctCodecs)
            .WithTrackingName(Steps.Codecs);
        IncrementalValuesProvider<InitializerModel> initializers = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Types.WorkerInitializerAttribute, IsMethod, ParseInitializer)
            .Where(static initializer => initializer is not null)
            .Select(static (initializer, _) => initializer!)
            .WithTrackingName(Steps.Initializers);
        IncrementalValueProvider<RegistryModel?> registry = parsed
            .Select(static (method, _) => method.Entry)
            .Collect()
            .Combine(initializers.Collect())
            .Select(static (input, _) => RegistryModel.Create(input.Left, input.Right))
            .WithTrackingName(Steps.Registry);

        context.RegisterSourceOutput(methods, static (output, method) => Add(output, method.HintName, MethodEmitter.Emit(method)));
        context.RegisterSourceOutput(codecs, static (output, codec) => Add(output, codec.HintName, CodecEmitter.Emit(codec)));
        context.RegisterSourceOutput(registry, static (output, table) =>
        {
            if (table is not null)
            {
                Add(output, RegistryEmitter.HintName, RegistryEmitter.Emit(table));
            }
        });
    }

    private static bool IsMethod(SyntaxNode node, CancellationToken cancel) => node is MethodDeclarationSyntax;

    private static ParsedMethod? ParseMethod(GeneratorAttributeSyntaxContext context, CancellationToken cancel) =>
        MethodParser.Parse((IMethodSymbol)context.TargetSymbol, context.Attributes[0], context.SemanticModel.Compilation, cancel).Parsed;

    private static InitializerModel? ParseInitializer(GeneratorAttributeSyntaxContext context, CancellationToken cancel) =>
        InitializerParser.Parse((IMethodSymbol)context.TargetSymbol);

    /// <summary>In ordinal order, so that the output does not depend on the order of the sources.</summary>
    private static IEnumerable<CodecModel> DistinctCodecs(ImmutableArray<EquatableArray<CodecModel>> codecs, CancellationToken cancel) =>
        codecs.SelectMany(static c => c)
            .GroupBy(static c => c.HintName, StringComparer.OrdinalIgnoreCase)
            .Select(static g => g.First())
            .OrderBy(static c => c.HintName, StringComparer.Ordinal);

    private static void Add(SourceProductionContext output, string hintName, string text) =>
        output.AddSource(hintName, SourceText.From(text, Encoding.UTF8));
}
