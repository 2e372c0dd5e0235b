public record Count(int X);
public static partial class Work { [RunOn(Model.ProcessPool)] public static Count Count(Count Count, Count? count = null) => Count; [RunOn(Model.ProcessPool)] public static int CancellationToken(int Task, int ValueTuple) => Task; [RunOn(Model.ProcessPool)] public static string global(string System) => System; }
static class Probe { public const string Call = "CountCall"; public static object Input => (new Count(1), (Count?)null); public static object Result => new Count(1); }
