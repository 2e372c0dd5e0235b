global using Numbers = System.Collections.Generic.List<int>;
global using static System.Math;
global using Text = System.String;
static partial class Work { [RunOn(Model.ProcessPool)] internal static Text Count(Numbers numbers) => Max(numbers.Count, 2).ToString(); }
static class Probe { public static object Input => new Numbers { 1 }; public static object Result => "2"; }
