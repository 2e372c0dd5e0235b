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
/// The pipeline: annotated methods and exception classes → models → one file for each, one for each codec, one registry. It reports nothing:
/// a method that cannot be generated has no model, and <see cref="Analyzers.RunOnAnalyzer"/> says why.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ParallelGenGenerator : IIncrementalGenerator
{
    /// <summary>Emitted files begin with their first character, not with a byte order mark.</summary>
    private static readonly Encoding s_encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The names of the steps, for tests of caching.</summary>
    internal static class Steps
    {
        public const string Parsed = nameof(Parsed);
        public const string Methods = nameof(Methods);
        public const string ParsedExceptions = nameof(ParsedExceptions);
        public const string NamedExceptions = nameof(NamedExceptions);
        public const string Exceptions = nameof(Exceptions);
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
        IncrementalValuesProvider<ParsedException> parsedExceptions = context.SyntaxProvider
            .CreateSyntaxProvider(MayBeException, ParseException)
            .Where(static exception => exception is not null)
            .Select(static (exception, _) => exception!)
            .WithTrackingName(Steps.ParsedExceptions);
        IncrementalValuesProvider<ParsedException> namedExceptions = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Types.WireExceptionAttribute, static (node, _) => node is CompilationUnitSyntax, ParseNamedExceptions)
            .Collect()
            .SelectMany(static (exceptions, _) => DistinctExceptions(exceptions))
            .WithTrackingName(Steps.NamedExceptions);
        IncrementalValueProvider<ImmutableArray<ParsedException>> allExceptions = parsedExceptions
            .Collect()
            .Combine(namedExceptions.Collect())
            .Select(static (exceptions, _) => exceptions.Left.AddRange(exceptions.Right));
        IncrementalValuesProvider<CodecModel> codecs = parsed
            .Select(static (method, _) => method.Codecs)
            .Collect()
            .Combine(allExceptions)
            .SelectMany(static (codecs, _) => DistinctCodecs(codecs.Left, codecs.Right))
            .WithTrackingName(Steps.Codecs);
        IncrementalValuesProvider<InitializerModel> initializers = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Types.WorkerInitializerAttribute, IsMethod, ParseInitializer)
            .Where(static initializer => initializer is not null)
            .Select(static (initializer, _) => initializer!)
            .WithTrackingName(Steps.Initializers);
        IncrementalValueProvider<RegistryModel?> registry = parsed
            .Select(static (method, _) => method.Entry)
            .Collect()
            .Combine(allExceptions)
            .Combine(initializers.Collect())
            .Select(static (input, _) => RegistryModel.Create(input.Left.Left, input.Left.Right.Select(static e => e.Entry).ToImmutableArray(), input.Right))
            .WithTrackingName(Steps.Registry);

        context.RegisterSourceOutput(methods, static (output, method) => Add(output, method.HintName, MethodEmitter.Emit(method)));
        WriteExceptions(context, parsedExceptions);
        WriteExceptions(context, namedExceptions);
        context.RegisterSourceOutput(codecs, static (output, codec) => Add(output, codec.HintName, CodecEmitter.Emit(codec)));
        context.RegisterSourceOutput(registry, static (output, table) =>
        {
            if (table is not null)
            {
                Add(output, RegistryEmitter.HintName, RegistryEmitter.Emit(table));
            }
        });
    }

    private static void WriteExceptions(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ParsedException> parsed) =>
        context.RegisterSourceOutput(
            parsed.Select(static (exception, _) => exception.Exception).WithTrackingName(Steps.Exceptions),
            static (output, exception) => Add(output, exception.HintName, ExceptionEmitter.Emit(exception)));

    private static bool IsMethod(SyntaxNode node, CancellationToken cancel) => node is MethodDeclarationSyntax;

    private static ParsedMethod? ParseMethod(GeneratorAttributeSyntaxContext context, CancellationToken cancel) =>
        MethodParser.Parse((IMethodSymbol)context.TargetSymbol, context.Attributes[0], context.SemanticModel.Compilation, cancel).Parsed;

    private static InitializerModel? ParseInitializer(GeneratorAttributeSyntaxContext context, CancellationToken cancel) =>
        InitializerParser.Parse((IMethodSymbol)context.TargetSymbol);

    /// <summary>Only a look at the text, for every keystroke: what has a base may be an exception.</summary>
    private static bool MayBeException(SyntaxNode node, CancellationToken cancel) =>
        node is ClassDeclarationSyntax { BaseList: not null, TypeParameterList: null };

    private static ParsedException? ParseException(GeneratorSyntaxContext context, CancellationToken cancel) =>
        ExceptionParser.Parse((ClassDeclarationSyntax)context.Node, context.SemanticModel, cancel);

    private static EquatableArray<ParsedException> ParseNamedExceptions(GeneratorAttributeSyntaxContext context, CancellationToken cancel) =>
        WireExceptionParser.Parse(context.Attributes, context.SemanticModel.Compilation, cancel);

    /// <summary>Several files may name the same class. None of these is the compilation's own: that would be found as such.</summary>
    private static IEnumerable<ParsedException> DistinctExceptions(ImmutableArray<EquatableArray<ParsedException>> named) => named
        .SelectMany(static n => n)
        .GroupBy(static e => e.Entry.FullName, StringComparer.Ordinal)
        .Select(static g => g.First())
        .OrderBy(static e => e.Entry.FullName, StringComparer.Ordinal);

    /// <summary>In ordinal order, so that the output does not depend on the order of the sources.</summary>
    private static IEnumerable<CodecModel> DistinctCodecs(
        ImmutableArray<EquatableArray<CodecModel>> ofMethods, ImmutableArray<ParsedException> exceptions) =>
        ofMethods.Concat(exceptions.Select(static e => e.Codecs))
            .SelectMany(static c => c)
            .GroupBy(static c => c.HintName, StringComparer.OrdinalIgnoreCase)
            .Select(static g => g.First())
            .OrderBy(static c => c.HintName, StringComparer.Ordinal);

    private static void Add(SourceProductionContext output, string hintName, string text) =>
        output.AddSource(hintName, SourceText.From(text, s_encoding));
}
