using ParallelGen.CodeFixes;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>PGEN304, with a runtime that has an entry for workers.</summary>
public class AddWorkerEntryFixTests
{
    private const string Method = "\npublic static partial class Work { [RunOn(Model.ProcessPool)] public static int F(int a, CancellationToken cancel = default) => a; }";

    private const string Rest = Method + """

        #pragma warning disable CS0436
        namespace ParallelGen { public static class ParallelRuntime { public static bool RunIfWorker() => false; } }
        """;

    [Theory]
    [InlineData(
        "#pragma warning disable CS0436\n\n// begin\nConsole.WriteLine(1);",
        "#pragma warning disable CS0436\n\nif (ParallelRuntime.RunIfWorker())\n{\n    return;\n}\n\n// begin\nConsole.WriteLine(1);")]
    [InlineData(
        "#pragma warning disable CS0436\nConsole.WriteLine(1);\nreturn 1;",
        "#pragma warning disable CS0436\nif (ParallelRuntime.RunIfWorker())\n{\n    return 0;\n}\n\nConsole.WriteLine(1);\nreturn 1;")]
    [InlineData(
        "#pragma warning disable CS0436\nclass Program\n{\n    static void Main()\n    {\n        // begin\n        Console.WriteLine(1);\n    }\n}\n",
        "#pragma warning disable CS0436\nclass Program\n{\n    static void Main()\n    {\n        if (ParallelRuntime.RunIfWorker())\n        {\n            return;\n        }\n\n        // begin\n        Console.WriteLine(1);\n    }\n}\n")]
    [InlineData(
        "#pragma warning disable CS0436\nclass Program\n{\n    static async Task<int> Main() => await Work.FAsync(1);\n}\n",
        "#pragma warning disable CS0436\nclass Program\n{\n    static async Task<int> Main()\n    {\n        if (ParallelRuntime.RunIfWorker())\n        {\n            return 0;\n        }\n\n        return await Work.FAsync(1);\n    }\n}\n")]
    public Task Program_WithoutAnEntry_BeginsWithOne(string text, string expected) => FixCheck.MendsAsync(
        new AddWorkerEntryFix(), text + Rest, expected + Rest, "Begin with the entry of worker processes", "OutputType=Exe", "PublishAot=true");

    /// <summary>The runtime of this version has none.</summary>
    [Fact]
    public Task Program_OfARuntimeWithoutEntry_IsLeft() => FixCheck.OffersNothingAsync(
        new AddWorkerEntryFix(), "Console.WriteLine(1);\n" + Method, "OutputType=Exe", "PublishAot=true");
}
