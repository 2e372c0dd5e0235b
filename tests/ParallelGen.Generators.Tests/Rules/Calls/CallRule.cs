using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules.Calls;

/// <summary>Runs one rule about calls over a program that uses a few annotated methods.</summary>
internal static class CallRule
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using ParallelGen;

        """;

    private const string Work = """

        public static partial class Work
        {
            [RunOn(Model.ProcessPool)] public static int F(int a, CancellationToken cancel = default) => a;
            [RunOn(Model.ThreadPool)] public static void G(int a, CancellationToken cancel = default) { }
            [RunOn(Model.ThreadPool)] public static IEnumerable<int> S(int a) => [];
            [RunOn(Model.Thread)] public static int T(int a, CancellationToken cancel = default) => a;
        }

        """;

    /// <summary>Statements, with what they may use: <c>xs</c>, <c>ys</c>, <c>c</c>, <c>t</c>.</summary>
    public static Task VerifyStatementsAsync(string id, string marked) => VerifyAsync(id, $$"""
        static class User
        {
            static async Task M(int[] xs, int[] ys, bool c, TimeSpan t) { await Task.Yield(); {{marked}} }
            static Task Keep(object? o) => Task.CompletedTask;
        }
        """);

    /// <summary>Declarations beside the annotated methods.</summary>
    public static Task<IReadOnlyList<Diagnostic>> VerifyAsync(string id, string marked, params string[] properties) => VerifyAloneAsync(id, marked + Work, properties);

    /// <summary>Declarations.</summary>
    public static Task<IReadOnlyList<Diagnostic>> VerifyAloneAsync(string id, string marked, params string[] properties)
    {
        Markup.AssertCompiles(Usings + marked);
        return Markup.VerifyAsync(Usings + marked, new Dictionary<string, string> { [id] = "suggestion" }, AllAnalyzers.Of(id), properties);
    }
}
