using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Tests.Harness;

/// <summary>Checks that a run over unchanged text found nothing to do.</summary>
internal static class Purity
{
    public static void AssertNothingToDo(GeneratorRunResult result)
    {
        foreach ((string step, IncrementalStepRunReason reason) in ModelSteps(result))
        {
            Assert.True(
                reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                $"The step {step} was {reason}, although no text changed: its model is not value-equal.");
        }

        foreach ((string step, IncrementalStepRunReason reason) in Reasons(result.TrackedOutputSteps))
        {
            Assert.True(reason == IncrementalStepRunReason.Cached, $"The output {step} was {reason}, although no text changed.");
        }
    }

    /// <summary>What each output of one step came to.</summary>
    public static IncrementalStepRunReason[] Of(GeneratorDriver driver, string step)
    {
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        return result.TrackedSteps.TryGetValue(step, out var runs) ? [.. runs.SelectMany(r => r.Outputs).Select(o => o.Reason)] : [];
    }

    /// <summary>What became of each generated file.</summary>
    public static Dictionary<string, IncrementalStepRunReason> Files(GeneratorDriver driver)
    {
        Dictionary<string, IncrementalStepRunReason> files = new(StringComparer.Ordinal);
        foreach (IncrementalGeneratorRunStep step in driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(s => s.Value))
        {
            foreach ((object value, IncrementalStepRunReason reason) in step.Outputs)
            {
                foreach (string hint in HintNames(value))
                {
                    files[hint] = reason;
                }
            }
        }

        return files;
    }

    /// <summary>The compilation itself always changes; only steps with names are models.</summary>
    private static IEnumerable<(string Step, IncrementalStepRunReason Reason)> ModelSteps(GeneratorRunResult result) =>
        Reasons(result.TrackedSteps).Where(s => !s.Step.StartsWith("Compilation", StringComparison.Ordinal)
            && !s.Step.Contains("ForAttribute", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Step, IncrementalStepRunReason Reason)> Reasons(
        IReadOnlyDictionary<string, System.Collections.Immutable.ImmutableArray<IncrementalGeneratorRunStep>> steps) =>
        from step in steps
        from run in step.Value
        from output in run.Outputs
        select (step.Key, output.Reason);

    /// <summary>An output step's value is a pair of the files that it added and its diagnostics, which the driver keeps to itself.</summary>
    private static IEnumerable<string> HintNames(object value)
    {
        object? sources = value.GetType().GetField("Item1")?.GetValue(value);
        foreach (object source in sources as System.Collections.IEnumerable ?? Array.Empty<object>())
        {
            yield return (string)source.GetType().GetProperty("HintName")!.GetValue(source)!;
        }
    }
}
