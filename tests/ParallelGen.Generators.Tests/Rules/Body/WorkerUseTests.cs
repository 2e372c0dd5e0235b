namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>PGEN207: uses what belongs to a process or its threads in a worker.</summary>
public class WorkerUseTests : BodyRuleTests<WorkerUseTests>, IBodySamples
{
    public static string Id => "PGEN207";

    public static string InAHelper => "[Worker] static string? F(int a) => G();\n/*here*/ static string? G()\n{\nreturn {|PGEN207:Console.ReadLine()|};\n}";

    public static TheoryData<string> Firing =>
    [
        "[Worker] static string? F(int a) => {|PGEN207:Console.ReadLine()|};",
        "[Process] static string? F(int a) => {|PGEN207:Console.In|}.ReadLine();",
        "[Worker] static int F(int a) => (int){|PGEN207:Console.ReadKey()|}.Key;",
        "[Worker] static int F(int a) => {|PGEN207:Console.Read()|};",
        "[Worker] static void F(int a) { using Stream s = {|PGEN207:Console.OpenStandardInput()|}; }",
        "[Worker] static void F(int a) => {|PGEN207:Console.SetOut(TextWriter.Null)|};",
        "[Worker] static void F(string a) => {|PGEN207:Environment.CurrentDirectory|} = a;",
        "[Worker] static void F(string a) => {|PGEN207:Directory.SetCurrentDirectory(a)|};",
        "[Worker] static void F(string a) => {|PGEN207:Environment.SetEnvironmentVariable(a, a)|};",
        "[Worker] static void F(int a) => {|PGEN207:Environment.ExitCode|} = a;",
        "[Process] static void F(int a) => {|PGEN207:Environment.ExitCode|} = a;",
        "[Worker] static void F(string a) => {|PGEN207:CultureInfo.DefaultThreadCurrentCulture|} = new CultureInfo(a);",
        "[{|PGEN207:STAThread|}] [Worker] static void F(int a) { }",
        "[Worker] static bool F(int a) => {|PGEN207:Thread.CurrentThread.TrySetApartmentState(ApartmentState.STA)|};",
        "[Worker] static void F(string a) => G(a); static void G(string a) { if (a.Length > 0) { G(a[1..]); } {|PGEN207:Directory.SetCurrentDirectory(a)|}; }",
        "[Worker] static async Task F(string a) { await Task.Yield(); G(); void G() => {|PGEN207:Directory.SetCurrentDirectory(a)|}; }",
        "[Worker] static void F(string[] a) => Array.ForEach(a, x => {|PGEN207:Directory.SetCurrentDirectory(x)|});",
        "[Worker] static IEnumerable<string?> F(int a) { yield return {|PGEN207:Console.ReadLine()|}; }",
        "[Worker] public static partial string? F(int a); public static partial string? F(int a) => Line; static string? Line => {|PGEN207:Console.ReadLine()|};",
    ];

    public static TheoryData<string> Silent =>
    [
        "[Pool] static string? F(int a) => Console.ReadLine(); [Thread] static void G(string a) => Directory.SetCurrentDirectory(a); static void H(string a) => Environment.CurrentDirectory = a;",
        "[Worker] static string F(string a) => Environment.CurrentDirectory + Environment.GetEnvironmentVariable(a) + Directory.GetCurrentDirectory();",
        "[Worker] static void F(string a) { Console.WriteLine(a); Console.Error.WriteLine(a); Console.Out.Flush(); }",
        "[Worker] static void F(string a) => CultureInfo.CurrentCulture = new CultureInfo(a);",
        "[Worker] static void F(int a) => Environment.Exit(a);",
        "[Worker] static void F(int a) { Thread t = new(() => { }); t.TrySetApartmentState(ApartmentState.STA); t.Start(); t.Join(); }",
        "[STAThread] static void Main2() { } [Worker] static void F(int a) { }",

        // put back
        "[Worker] static string F(string a) { TextWriter old = Console.Out; StringWriter w = new(); Console.SetOut(w); try { Console.Write(a); } finally { Console.SetOut(old); } return w.ToString(); }",
        "[Worker] static void F(string a) { string old = Environment.CurrentDirectory; Environment.CurrentDirectory = a; try { } finally { Environment.CurrentDirectory = old; } }",

        // a process that serves one call
        "[Process] static void F(string a) { Directory.SetCurrentDirectory(a); Environment.SetEnvironmentVariable(a, a); Console.SetOut(TextWriter.Null); }",

        // what prepares a worker, or asks where it runs
        "[WorkerInitializer] internal static void Init() => G(); static void G() => Environment.SetEnvironmentVariable(\"a\", \"b\"); [Worker] static void F(int a) => G();",
        "[Worker] static string? F(int a) => WorkerContext.IsWorker ? null : Console.ReadLine();",
        "[Worker] static string? F(int a) { if (WorkerContext.IsWorker) { return null; } return G(); } static string? G() => Console.ReadLine();",
    ];

    [Theory]
    [InlineData("static string? F(int a) => {|PGEN207:Console.ReadLine()|};", "'Console.ReadLine' in 'A.F' reads the input of a worker process, which is empty. Read it in the caller, and pass it as a parameter.")]
    [InlineData("static void F(int a) => {|PGEN207:Environment.ExitCode|} = a;", "'Environment.ExitCode' in 'A.F' sets the exit code of a worker process, which nobody reads. Return the value instead.")]
    [InlineData("static void F(string a) => {|PGEN207:Directory.SetCurrentDirectory(a)|};", "'Directory.SetCurrentDirectory' in 'A.F' changes a whole worker process, so that later calls find it, and not the caller's. Use full paths, or set WorkingDirectory in the options of the pool.")]
    public async Task Message_SaysWhatIsWrongAndWhatToDo(string marked, string message) =>
        Assert.Equal(message, await BodySample.MessageAsync(Id, "[Worker] " + marked));
}
