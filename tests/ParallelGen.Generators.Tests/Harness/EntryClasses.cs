using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Basic.Reference.Assemblies;

namespace ParallelGen.Generators.Tests.Harness;

/// <summary>The classes that generated members call, for models that the runtime under test does not have yet: the same signatures, without a body.</summary>
internal static class EntryClasses
{
    private static readonly string[] s_models =
    [
        KnownNames.Models.Thread, KnownNames.Models.ThreadPool, KnownNames.Models.EventLoop, KnownNames.Models.Process, KnownNames.Models.ProcessPool,
    ];

    public static IEnumerable<MetadataReference> Missing(MetadataReference runtime)
    {
        string[] missing = [.. s_models.Where(m => typeof(RunOnAttribute).Assembly.GetType($"ParallelGen.CompilerServices.{m}Calls") is null)];
        if (missing.Length == 0)
        {
            return [];
        }

        CSharpCompilation compilation = CSharpCompilation.Create(
            "Entries",
            missing.Select(m => CSharpSyntaxTree.ParseText(Class(m))),
            [.. Net100.References.All, runtime],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        return [compilation.ToMetadataReference()];
    }

    private static string Class(string model)
    {
        string wire = model.StartsWith("Process", StringComparison.Ordinal) ? "IWire" : "I";
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            namespace ParallelGen.CompilerServices
            {
                public static class {{model}}Calls
                {
                    public static Task<TResult> RunAsync<TCall, TInput, TResult>(TInput input, CancellationToken cancel) where TCall : struct, {{wire}}Call<TInput, TResult> => throw new NotSupportedException();
                    public static Batch<TResult> Batch<TCall, TInput, TResult>(BatchInputs<TInput> inputs) where TCall : struct, {{wire}}Call<TInput, TResult> => throw new NotSupportedException();
                    public static Batch VoidBatch<TCall, TInput>(BatchInputs<TInput> inputs) where TCall : struct, {{wire}}Call<TInput, ValueTuple> => throw new NotSupportedException();
                    public static IAsyncEnumerable<TItem> Stream<TCall, TInput, TItem>(TInput input, CancellationToken cancel) where TCall : struct, {{wire}}StreamCall<TInput, TItem> => throw new NotSupportedException();
                }
            }
            """;
    }
}
