public interface INamed { string Name { get; } }
public class Table : INamed
{
    public static int Count; public const int Max = 3; public static event Action? Changed;
    private readonly Dictionary<int, string> _rows = new();
    public Dictionary<int, string> Rows { get => _rows; init => _rows = value; }
    public string this[int i] { get => _rows[i]; set => _rows[i] = value; }
    string INamed.Name => "n";
    public int Computed => _rows.Count;
    public static void Raise() => Changed?.Invoke();
}
public static partial class Work { [RunOn(Model.ProcessPool)] public static string Get(Table table) => table[1]; }
static class Probe { public static object Input => new Table { [1] = "one" }; public static object Result => "one"; }
