[System.Runtime.CompilerServices.InlineArray(3)] public struct Three { private int _first; }
public record struct Holder(Three Numbers, string Name);
public static partial class Work { [RunOn(Model.ProcessPool)] public static int Sum(Holder holder) => holder.Numbers[0] + holder.Numbers[2]; }
static class Probe { public static object Input { get { Three t = default; t[0] = 1; t[2] = 5; return new Holder(t, "n"); } } public static object Result => 6; }
