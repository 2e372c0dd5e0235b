// On threads: PGEN009
public static partial class Work
{
    private const int Limit = 50;
    [method: RunOn(Limit > 1 ? Model.ProcessPool : Model.Thread, MaxConcurrency = int.MaxValue, TimeoutMilliseconds = Limit * 2, Pool = "p\u2028\"\\ \uD83D\uDE00" + nameof(Work), Name = "Plus" + nameof(Work))]
    public static int AddCoreAsync(int a) => a + 1;
    [Obsolete("a\"b\r\n", DiagnosticId = "X1", UrlFormat = null), RunOn(model: (Model)4, Name = "class")] public static int Other(int a) => a;
    static object[] Calls() => new object[] { PlusWorkAsync(1), PlusWorkAll(new[] { 1 }) };
}
static class Probe { public const string Call = "AddCoreAsyncCall"; public static object Input => 1; public static object Result => 2; }
