public static partial class Work
{
    [RunOn(Model.ProcessPool)] public static string Join(string input, string cancel, string writer, string reader, string result, string value, string inputs, string count, string item) => input + cancel + writer + reader + result + value + inputs + count + item;
    [RunOn(Model.ProcessPool)] public static string Optional(string input = "a", string cancel = "b", string inputs = "c", string count = "d", string item = "e") => input;
    [RunOn(Model.ProcessPool)] public static int Invoke(int s_info) => s_info;
    [RunOn(Model.ProcessPool)] public static bool Equals(string a, string b) => a == b;
    [RunOn(Model.ProcessPool)] public static int GetHashCode(int a) => a;
    [RunOn(Model.ProcessPool)] public static string ToString(int a) => "";
    [RunOn(Model.ProcessPool)] public static int CreateEntry(int a) => 1;
    [RunOn(Model.ProcessPool)] public static int WriteInput(int a) => 1;
    [RunOn(Model.ProcessPool)] public static int Find(ulong id) => 1;
    [RunOn(Model.ProcessPool)] public static int _(int a) => 1;
}
static class Probe
{
    public const string Call = "JoinCall";
    public static object Input => ("1", "2", "3", "4", "5", "6", "7", "8", "9");
    public static object Result => "123456789";
}
