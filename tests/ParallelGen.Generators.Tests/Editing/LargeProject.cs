using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Tests.Editing;

/// <summary>A made-up project of any size: annotated methods on all models, ten a class, and the records that they take and give.</summary>
internal static class LargeProject
{
    private const int MethodsInAClass = 10;
    private static readonly string[] s_models = ["ProcessPool", "ThreadPool", "Process", "Thread", "EventLoop"];

    /// <summary>One edit of one file.</summary>
    internal readonly record struct Edit(string Path, string From, string To);

    /// <summary>A keystroke in a method that nobody annotated.</summary>
    public static Edit Unrelated { get; } = new("Unrelated.cs", "return value;", "return value + 1;");

    /// <summary>A keystroke inside the body of an annotated method.</summary>
    public static Edit AnnotatedBody { get; } = new("Work0.cs", "result += count * 0;", "result += count * 7;");

    /// <summary>A record gets one more member.</summary>
    public static Edit WireType { get; } = new("Record0.cs", "(int Id, ", "(int Id, long Added, ");

    /// <summary>The files by name.</summary>
    public static IReadOnlyDictionary<string, string> Files(int methods, int types)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal) { ["Unrelated.cs"] = "namespace Large; class Unrelated { int Same(int value) { return value; } }" };
        for (int i = 0; i < types; i++)
        {
            files[Invariant($"Record{i}.cs")] = Record(i, types);
        }

        for (int i = 0; i < methods; i += MethodsInAClass)
        {
            files[Invariant($"Work{i / MethodsInAClass}.cs")] = Class(i, Math.Min(methods, i + MethodsInAClass), types);
        }

        return files;
    }

    /// <summary>How many generated files a run wrote, new or again.</summary>
    public static int Written(GeneratorDriver driver) => driver.GetRunResult().Results[0].TrackedOutputSteps
        .SelectMany(step => step.Value)
        .SelectMany(run => run.Outputs)
        .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);

    /// <summary>Each record but every tenth holds the next one.</summary>
    private static string Record(int number, int count)
    {
        string inner = number % 10 == 9 || number + 1 == count ? "" : Invariant($", Record{number + 1}? Next, System.Collections.Generic.List<Record{number + 1}>? More");
        return Invariant($"namespace Large;\n\n/// <summary>Number {number}.</summary>\npublic sealed record Record{number}(int Id, string Name, double[] Values{inner});\n");
    }

    private static string Class(int first, int end, int types)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"namespace Large;\n\npublic static partial class Work{first / MethodsInAClass}\n{{\n");
        for (int i = first; i < end; i++)
        {
            text.Append(Invariant($$"""
                    /// <summary>Number {{i}}.</summary>
                    [ParallelGen.RunOn(ParallelGen.Model.{{s_models[i / types % s_models.Length]}})]
                    public static Record{{i % types}} Make{{i}}(Record{{i % types}} record, int count, System.Threading.CancellationToken cancel = default)
                    {
                        int result = record.Id;
                        result += count * {{i}};
                        cancel.ThrowIfCancellationRequested();
                        return record with { Id = result };
                    }

                """).ReplaceLineEndings("\n"));
        }

        return text.Append("}\n").ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
