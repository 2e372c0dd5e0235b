public class Settings { public required string Name { get; init; } public required int? Level { get; set; } public required (int A, string? B)[] Items; }
public class More : Settings { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public More(string name) { Name = name; Level = 1; Items = new (int, string?)[0]; } public required bool Extra { get; init; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static More Same(Settings settings, More more) => more; }
static class Probe { public static object Input => (new Settings { Name = "n", Level = null, Items = new[] { (1, (string?)"b") } }, new More("m") { Extra = true, Level = 4 }); public static object Result => new More("m") { Extra = true, Level = 4 }; }
