public record Base(int Id) { public string? Note { get; init; } }
public sealed record Derived(int Id, string Name) : Base(Id) { public int Length => Name.Length; public override string ToString() => Name; }
public record Renamed(int Key, string Name) : Base(Key);
public static partial class Work { [RunOn(Model.ProcessPool)] public static Derived Same(Derived derived, Base plain, Renamed renamed) => derived with { Id = derived.Id + plain.Id + renamed.Id + renamed.Key }; }
static class Probe { public static object Input => (new Derived(1, "n") { Note = "x" }, new Base(2), new Renamed(3, "r")); public static object Result => new Derived(9, "n") { Note = "x" }; }
