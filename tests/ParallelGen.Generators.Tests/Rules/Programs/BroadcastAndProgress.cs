public record Model2(string Name, double[] Weights);
public static partial class Work
{
    [RunOn(Model.ProcessPool, ExclusiveBy = "*")] public static string Score([Broadcast] Model2? model, int @class, IProgress<(int Step, string? Text)> broadcast, [Broadcast] int input, string? value = "v", [Broadcast] string? reader = null)
    {
        broadcast.Report((@class, null));
        broadcast.Report((input, reader));
        return $"{model?.Name}{model?.Weights.Length}{@class}{input}{value}{reader}";
    }

    [RunOn(Model.ProcessPool)] public static int One(int a, [Broadcast] int? reports) => a + reports ?? 0;
    [RunOn(Model.ProcessPool)] public static void Only(IProgress<string?>? input) => input?.Report(null);
    static object[] Calls() => new object[] { ScoreAsync(null, 1, null!, 2), ScoreAll(new[] { 1 }, null, 2), ScoreAll(new[] { (1, (string?)"x") }, null, 2, reader: "r", broadcast: null), OneAll(new[] { 1 }, null), OnlyAll(3), OnlyAsync(null) };
}
sealed class Heard : IProgress<(int Step, string? Text)> { public static int Sum; public void Report((int Step, string? Text) value) => Sum += value.Step + (value.Text?.Length ?? 0); }
static class Probe
{
    public const string Call = "ScoreCall";
    public static object Input => ((Model2?)new("m", new[] { 1.0, 2.0 }), 3, (IProgress<(int, string?)>?)new Heard(), 40, "x", "rr");
    public static object Result => "m2340xrr" + (Heard.Sum is 0 or 45 ? "" : "!");
}
