#pragma warning disable CS0660, CS0661
public class Throws { public int X { get; set; } public static bool operator ==(Throws? a, Throws? b) => throw new InvalidOperationException(); public static bool operator !=(Throws? a, Throws? b) => throw new InvalidOperationException(); public static implicit operator Throws(int x) => new() { X = x }; public static implicit operator int(Throws t) => t.X; public static implicit operator bool(Throws t) => throw new InvalidOperationException(); }
#pragma warning restore CS0660, CS0661
public static partial class Work { [RunOn(Model.ProcessPool)] public static Throws Same(Throws? a, (Throws, Throws?) b, List<Throws?> c) => b.Item1; }
static class Probe { public static object Input => ((Throws?)null, (new Throws { X = 3 }, (Throws?)null), new List<Throws?> { null, new() }); public static object Result => new Throws { X = 3 }; }
