using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN304.</summary>
public class AddWorkerEntryFixTests
{
    private const string Method = "\npublic static partial class Work { [RunOn(Model.ProcessPool)] public static int F(int a, CancellationToken cancel = default) => a; }";

    [Theory]
    [InlineData(
        "#pragma warning disable CS0168\n\n// begin\nConsole.WriteLine(1);",
        "#pragma warning disable CS0168\n\nif (ParallelRuntime.RunIfWorker())\n{\n    return;\n}\n\n// begin\nConsole.WriteLine(1);")]
    [InlineData(
        "Console.WriteLine(1);\nreturn 1;",
        "if (ParallelRuntime.RunIfWorker())\n{\n    return 0;\n}\n\nConsole.WriteLine(1);\nreturn 1;")]
    [InlineData(
        "class Program\n{\n    static void Main()\n    {\n        // begin\n        Console.WriteLine(1);\n    }\n}\n",
        "class Program\n{\n    static void Main()\n    {\n        if (ParallelRuntime.RunIfWorker())\n        {\n            return;\n        }\n\n        // begin\n        Console.WriteLine(1);\n    }\n}\n")]
    [InlineData(
        "class Program\n{\n    static async Task<int> Main() => await Work.FAsync(1);\n}\n",
        "class Program\n{\n    static async Task<int> Main()\n    {\n        if (ParallelRuntime.RunIfWorker())\n        {\n            return 0;\n        }\n\n        return await Work.FAsync(1);\n    }\n}\n")]
    [InlineData(
        "class Program\n{\n    static void Main() // first\n        => Console.WriteLine(1); // last\n    // rest\n}\n",
        "class Program\n{\n    static void Main() // first\n    {\n        if (ParallelRuntime.RunIfWorker())\n        {\n            return;\n        }\n\n        Console.WriteLine(1);\n    } // last\n    // rest\n}\n")]
    [InlineData("Console.WriteLine(1);\r\n", "if (ParallelRuntime.RunIfWorker())\r\n{\r\n    return;\r\n}\r\n\r\nConsole.WriteLine(1);\r\n")]
    [InlineData(
        "await Work.FAsync(1);\n",
        "if (ParallelRuntime.RunIfWorker())\n{\n    return;\n}\n\nawait Work.FAsync(1);\n")]
    [InlineData(
        "await Work.FAsync(1);\nreturn 1;\n",
        "if (ParallelRuntime.RunIfWorker())\n{\n    return 0;\n}\n\nawait Work.FAsync(1);\nreturn 1;\n")]
    [InlineData(
        "class Program\n{\n    static Task Main() => Work.FAsync(1);\n}\n",
        "class Program\n{\n    static Task Main()\n    {\n        if (ParallelRuntime.RunIfWorker())\n        {\n            return Task.CompletedTask;\n        }\n\n        return Work.FAsync(1);\n    }\n}\n")]
    [InlineData(
        "class Program\n{\n    static Task<int> Main() => Work.FAsync(1);\n}\n",
        "class Program\n{\n    static Task<int> Main()\n    {\n        if (ParallelRuntime.RunIfWorker())\n        {\n            return Task.FromResult(0);\n        }\n\n        return Work.FAsync(1);\n    }\n}\n")]
    public Task Program_WithoutAnEntry_BeginsWithOne(string text, string expected) => FixCheck.MendsAsync(
        new AddWorkerEntryFix(), text + Method, expected + Method, "Begin with the entry of worker processes", "OutputType=Exe", "PublishAot=true");
}
