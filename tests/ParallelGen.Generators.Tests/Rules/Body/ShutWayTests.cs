namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>Ways that a bool argument shuts, tried with PGEN207: <c>G</c> reads the console, or is told not to.</summary>
public class ShutWayTests
{
    public static TheoryData<string> Shut =>
    [
        "G(false); static string? G(bool ask) => ask ? Console.ReadLine() : null;",
        "G(true); static string? G(bool quiet) => quiet ? null : Console.ReadLine();",
        "G(false); static string? G(bool ask) => !ask ? null : Console.ReadLine();",
        "G(ask: false, a: a); static string? G(int a, bool ask) => a > 0 || !ask ? null : Console.ReadLine();",
        "G(false); static bool G(bool ask) => ask && Console.ReadLine() is null;",
        "G(a, false); static bool G(int a, bool ask) => a > 0 && ask && Console.ReadLine() is null;",
        "G(true); static bool G(bool quiet) => quiet || Console.ReadLine() is null;",
        "G(); static void G(bool ask = false) { if (ask) { Console.ReadLine(); } }",
        "G(false); static void G(bool ask) { if (!ask) { return; } Console.ReadLine(); }",
        "G(false); static void G(bool ask) { while (true) { if (!ask) { break; } Console.ReadLine(); } }",
        "G(false); static void G(bool ask) { if (!ask) throw new InvalidOperationException(); Console.ReadLine(); }",
        "G(false); static void G(bool ask) => H(1, ask); static void H(int a, bool ask) { if (ask) { Console.ReadLine(); } }",
        "G(false); static void G(bool ask) { if (ask) { H(); } } static void H() => Console.ReadLine();",
        "new B(false); } class B { public B(bool ask) { if (ask) { Console.ReadLine(); } }",
    ];

    public static TheoryData<string> Open =>
    [
        "G(true); static string? G(bool ask) => ask ? {|PGEN207:Console.ReadLine()|} : null;",
        "G(a > 0); static string? G(bool ask) => ask ? {|PGEN207:Console.ReadLine()|} : null;",
        "G(false); static string? G(bool ask) => ask ? null : {|PGEN207:Console.ReadLine()|};",
        "G(false); static void H() => G(true); static string? G(bool ask) => ask ? Console.ReadLine() : null; [Worker] static string? K(int a) => G2(true); static string? G2(bool ask) => ask ? {|PGEN207:Console.ReadLine()|} : null;",
        "{ G(false); G(true); } static string? G(bool ask) => ask ? {|PGEN207:Console.ReadLine()|} : null;",
        "G(false); static void G(bool ask) { ask = true; if (ask) { {|PGEN207:Console.ReadLine()|}; } }",
        "G(false); static void G(bool ask) { ask |= true; if (ask) { {|PGEN207:Console.ReadLine()|}; } }",
        "G(false); static void G(bool ask) { H(ref ask); if (ask) { {|PGEN207:Console.ReadLine()|}; } } static void H(ref bool ask) => ask = true;",
        "G(false); static void G(bool ask) { Set(); if (ask) { {|PGEN207:Console.ReadLine()|}; } void Set() => ask = true; }",
        "G(false); static void G(bool ask) { Array.ForEach([1], _ => ask = true); if (ask) { {|PGEN207:Console.ReadLine()|}; } }",
        "G(a, false); static string? G(int a, bool ask) => a > 0 || ask ? {|PGEN207:Console.ReadLine()|} : null;",
        "G(a, false); static bool G(int a, bool ask) => (a > 0 && ask) || {|PGEN207:Console.ReadLine()|} is null;",
        "G(a, false); static bool G(int a, bool ask) => (ask || a > 0) && {|PGEN207:Console.ReadLine()|} is null;",
        "G(a, false); static bool G(int a, bool ask) => (ask && a > 0) || {|PGEN207:Console.ReadLine()|} is null;",
        "G(false); static void G(bool ask) { if (!ask) { Console.WriteLine(); } {|PGEN207:Console.ReadLine()|}; }",
        "G(false); static void G(bool ask) { if (ask) { return; } {|PGEN207:Console.ReadLine()|}; }",
        "G(false); static void G(bool ask) { try { if (!ask) { return; } } finally { {|PGEN207:Console.ReadLine()|}; } }",
        "G(false); static void G(bool ask) { try { if (!ask) { throw new InvalidOperationException(); } } catch (Exception) { {|PGEN207:Console.ReadLine()|}; } }",
        "G(false); static void G(bool ask) { for (int i = 0; i < 2; i++) { if (!ask) { continue; } } {|PGEN207:Console.ReadLine()|}; }",
        "G(true); static void G(bool ask) => H(!ask); static void H(bool quiet) { if (!quiet) { {|PGEN207:Console.ReadLine()|}; } }",
    ];

    [Theory]
    [MemberData(nameof(Shut))]
    public Task Rule_BehindAnArgumentThatShutsTheWay_StaysSilent(string text) => BodySample.VerifyAsync("PGEN207", Method(text));

    [Theory]
    [MemberData(nameof(Open))]
    public Task Rule_WhereTheWayMayBeOpen_Fires(string text) => BodySample.VerifyAsync("PGEN207", Method(text));

    private static string Method(string text) =>
        $"public partial class A {{ [Worker] static void F(int a) {(text.StartsWith('{') ? text : "=> " + text)} }}";
}
