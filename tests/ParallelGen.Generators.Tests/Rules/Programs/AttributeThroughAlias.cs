using R = ParallelGen.RunOnAttribute;
using M = ParallelGen.Model;
using Number = System.Int32;
using Couple = (int First, string? Second);
using Map = System.Collections.Generic.Dictionary<string, (int First, string? Second)>;
static partial class Work { [R(M.ProcessPool)] internal static Map Put(Number key, Couple couple) => new() { [key.ToString()] = couple }; }
static class Probe { public static object Input => (7, (1, (string?)"s")); public static object Result => new Map { ["7"] = (1, "s") }; }
