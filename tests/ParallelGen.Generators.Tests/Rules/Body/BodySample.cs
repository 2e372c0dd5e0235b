using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ParallelGen.Generators.Analyzers;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>Samples of the rules of bodies. Each must compile: code that does not is the compiler's, and would prove nothing here.</summary>
internal static class BodySample
{
    public const string Usings = """
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Diagnostics;
        using System.IO;
        using System.Globalization;
        using System.Linq;
        using System.Net.Http;
        using System.Text;
        using System.Threading;
        using System.Threading.Channels;
        using System.Threading.Tasks;
        using ParallelGen;

        """;

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers => [new BodyAnalyzer()];

    /// <summary>Whether the text has the type around the annotated method itself.</summary>
    public static bool IsWholeFile(string text) =>
        text.StartsWith("// top-level", StringComparison.Ordinal) || text.Contains("partial class A", StringComparison.Ordinal) || text.Contains("partial struct A", StringComparison.Ordinal);

    /// <summary>The members of a class <c>A</c>, or whole types where the text has some.</summary>
    public static string Expand(string text)
    {
        string program = IsWholeFile(text) ? text : $"public partial class A {{\n{text}\n}}\n";
        return Usings + program
            .Replace("[Loop]", "[RunOn(Model.EventLoop)]", StringComparison.Ordinal)
            .Replace("[Pool]", "[RunOn(Model.ThreadPool)]", StringComparison.Ordinal)
            .Replace("[Thread]", "[RunOn(Model.Thread)]", StringComparison.Ordinal)
            .Replace("[Process]", "[RunOn(Model.Process)]", StringComparison.Ordinal)
            .Replace("[Worker]", "[RunOn(Model.ProcessPool)]", StringComparison.Ordinal);
    }

    /// <summary>The rule fires at its marks and nowhere else. Others are not asked.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> VerifyAsync(string id, string marked)
    {
        string text = Expand(marked);
        AssertCompiles(Markup.Plain(text));
        Dictionary<string, string> others = ParallelGen.Generators.Rules.Descriptors.OfTheBody.Where(d => d.Id != id).ToDictionary(d => d.Id, _ => "none");
        return await Markup.VerifyAsync(text, others, Analyzers);
    }

    /// <summary>The message at the one mark.</summary>
    public static async Task<string> MessageAsync(string id, string marked) =>
        Assert.Single(await VerifyAsync(id, marked)).GetMessage(CultureInfo.InvariantCulture);

    private static void AssertCompiles(string text)
    {
        OutputKind kind = text.Contains("// top-level", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var compilation = GeneratorDriverHarness.Compile([text], NullableContextOptions.Enable, kind);
        Assert.DoesNotContain(
            compilation.WithOptions(compilation.Options.WithAllowUnsafe(true)).GetDiagnostics(TestContext.Current.CancellationToken),
            d => d.Severity == DiagnosticSeverity.Error);
    }
}
