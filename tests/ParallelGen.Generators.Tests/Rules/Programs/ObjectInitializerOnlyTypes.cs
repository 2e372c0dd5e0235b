// Reports: PGEN102
public class Options { public List<string> Names { get; } = new(); public Dictionary<string, int> Map { get; } = new(); public int X { get; set; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static int Sum(Options options) => options.Names.Count + options.Map.Count + options.X; }
