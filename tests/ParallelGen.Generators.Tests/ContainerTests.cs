using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>Where annotated methods may stand, and what surrounds them.</summary>
public class ContainerTests
{
    private const string Method = "[global::ParallelGen.RunOn(global::ParallelGen.Model.ProcessPool)] static int Count(string a) => 1; static object Probe() => CountAsync(\"\");";

    [Theory]
    [InlineData("partial class A { M }")]
    [InlineData("static partial class A { M }")]
    [InlineData("abstract partial class A { M }")]
    [InlineData("partial struct A { M }")]
    [InlineData("readonly partial struct A { M }")]
    [InlineData("ref partial struct A { M }")]
    [InlineData("partial record A { M }")]
    [InlineData("partial record A(int X) { M }")]
    [InlineData("partial record class A { M }")]
    [InlineData("partial record struct A(int X) { M }")]
    [InlineData("readonly partial record struct A { M }")]
    [InlineData("public partial class A { internal partial struct B { public partial record C { protected internal static partial class D { M } } } }")]
    [InlineData("namespace N { partial class A { M } }")]
    [InlineData("namespace N.@class.@event { partial class @struct { M } }")]
    [InlineData("namespace N; partial class @record { M }")]
    [InlineData("namespace N.System.Threading { class Task {} class String {} class ParallelGen {} partial class A { M } }")]
    [InlineData("namespace ParallelGen.CompilerServices { partial class Batch { M } }")]
    [InlineData("partial class A { M } partial class A { int x; }")]
    [InlineData("[System.Obsolete(\"no\", true)] partial class A { M }")]
    [InlineData("partial class A { [System.Obsolete(\"no\", true)] static class X {} M }")]
    public void Container_OfEachKind_Compiles(string text)
    {
        GeneratorRun run = GeneratorDriverHarness.RunOnly(GeneratorDriverHarness.Compile(text.Replace("M ", Method + " ", StringComparison.Ordinal)));
        Assert.Equal(2, run.Files.Count);
        AssertNoWarningInGeneratedCode(run);
    }

    [Theory]
    [InlineData("public")]
    [InlineData("internal")]
    [InlineData("private")]
    [InlineData("protected")]
    [InlineData("protected internal")]
    [InlineData("private protected")]
    public void Method_OfEachAccessibility_GivesItToItsMembers(string accessibility)
    {
        GeneratorRun run = GeneratorDriverHarness.Run($$"""
            public partial class A
            {
                [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)]
                {{accessibility}} static int Count(string a) => 1;
                static object Probe() => Count("");
            }
            """);
        INamedTypeSymbol type = run.Output.GetTypeByMetadataName("A")!;
        Accessibility expected = type.GetMembers("Count").Single().DeclaredAccessibility;
        Assert.All(type.GetMembers("CountAll").Concat(type.GetMembers("CountAsync")), m => Assert.Equal(expected, m.DeclaredAccessibility));
    }

    [Fact]
    public void Program_OfTopLevelStatements_IsExtended()
    {
        GeneratorRun run = GeneratorDriverHarness.Run(GeneratorDriverHarness.Compile(
            ["await CountAsync(\"x\"); partial class Program { [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] static int Count(string a) => 1; }"],
            NullableContextOptions.Enable,
            OutputKind.ConsoleApplication));
        Assert.Contains("Program.Count_", string.Join(" ", run.Files.Keys), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static partial int Count(string a);", "public static partial int Count(string a) => 1;")]
    [InlineData("public static partial int Count(string a);", "[ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static partial int Count(string a) => 1;")]
    public void PartialMethod_AnnotatedOnEitherPart_IsGeneratedOnce(string declaration, string implementation)
    {
        GeneratorRun run = GeneratorDriverHarness.Run($"partial class A {{ {declaration} }}", $"partial class A {{ {implementation} }}");
        Assert.Equal(2, run.Files.Count);
    }

    [Fact]
    public void Nullability_WhereTheProjectTurnsItOff_Compiles() =>
        GeneratorDriverHarness.Run(GeneratorDriverHarness.Compile(
            ["public partial class A { [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static string Count(string a, string b = null) => a; static object P() => CountAsync(null); }"],
            NullableContextOptions.Disable));

    [Fact]
    public void Types_OfTheUser_ThatShadowTheFrameworks_AreNotTaken() =>
        GeneratorDriverHarness.Run("""
            using ParallelGen;
            namespace My.System { public class Task { } public class ValueTuple { } public class CancellationToken { } }
            namespace My
            {
                public class Task { public int X { get; set; } }
                public class Batch { }
                public class IEnumerable { }
                public static partial class Text
                {
                    [RunOn(Model.ProcessPool)] public static Task Count(Task task, string b) => task;
                    [RunOn(Model.ProcessPool)] public static async global::System.Threading.Tasks.Task Wait(int a) => await global::System.Threading.Tasks.Task.Yield();
                    class CountCall { }
                    class WireWriter { }
                }
            }
            """);

    [Fact]
    public void Attributes_ThatMatterToCallers_AreCopied()
    {
        GeneratorRun run = GeneratorDriverHarness.RunOnly(GeneratorDriverHarness.Compile("""
            using System;
            using System.ComponentModel;
            using System.Diagnostics.CodeAnalysis;
            using System.Runtime.Versioning;
            using ParallelGen;
            [Experimental("EXP2")] public class Odd { }
            public static partial class A
            {
                [Obsolete("old", true)] [SupportedOSPlatform("linux")] [UnsupportedOSPlatform("browser")] [EditorBrowsable(EditorBrowsableState.Advanced)] [Experimental("EXP1")]
                [RunOn(Model.ProcessPool)] [return: MaybeNull]
                public static string Count([DisallowNull] string? a) => a;
            #pragma warning disable EXP2
                [RunOn(Model.ProcessPool)] public static int Odd(Odd? odd) => 1;
            #pragma warning restore EXP2
            }
            [Experimental("EXP3")] public static partial class B { [RunOn(Model.ProcessPool)] public static int Count(int a) => 1; }
            """));
        run.AssertCompiles();
        INamedTypeSymbol type = run.Output.GetTypeByMetadataName("A")!;
        foreach (ISymbol member in type.GetMembers("CountAsync").Concat(type.GetMembers("CountAll")))
        {
            Assert.Equal(
                ["EditorBrowsableAttribute", "ExperimentalAttribute", "ObsoleteAttribute", "SupportedOSPlatformAttribute", "UnsupportedOSPlatformAttribute"],
                member.GetAttributes().Select(a => a.AttributeClass!.Name).Where(n => n is not ("DebuggerNonUserCodeAttribute" or "GeneratedCodeAttribute" or "OverloadResolutionPriorityAttribute")).Order(StringComparer.Ordinal));
        }

        Assert.Contains("Task<string?> CountAsync([global::System.Diagnostics.CodeAnalysis.DisallowNull] string? a,", run.File("A.Count_"), StringComparison.Ordinal);
        Assert.Contains("IEnumerable<string> inputs", run.File("A.Count_"), StringComparison.Ordinal);
    }

    [Fact]
    public void Initializer_IsCalledByTheRegistry()
    {
        string Registry(string initializer) => GeneratorDriverHarness.Run($$"""
            using System.Threading.Tasks;
            using ParallelGen;
            static partial class A
            {
                [WorkerInitializer] {{initializer}}
                [RunOn(Model.ProcessPool)] internal static int Count(int a) => 1;
            }
            """).File("ParallelGen.Calls");
        Assert.Contains("ValueTask InitializeAsync() => new global::System.Threading.Tasks.ValueTask(global::A.@record());", Registry("internal static Task record() => Task.CompletedTask;"), StringComparison.Ordinal);
        Assert.Contains("        global::A.Init();\n        return default;", Registry("internal static void Init() { }"), StringComparison.Ordinal);
        Assert.Contains("override string InitializerName => \"A.record\";", Registry("internal static Task @record() => Task.CompletedTask;"), StringComparison.Ordinal);
        Assert.DoesNotContain("InitializeAsync", Registry("private static void Init() { }"), StringComparison.Ordinal);
    }

    [Fact]
    public void FriendAssemblies_EachWithARegistry_DoNotCollide()
    {
        const string Friend = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Demo.App\")]";
        const string Order = "namespace Lib { public record Order(string Name); }";
        const string Text = "public static partial class A { [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static int Count(Lib.Order a) => 1; }";
        GeneratorRun library = GeneratorDriverHarness.Run(GeneratorDriverHarness.Compile(Friend + Order + " namespace Lib { " + Text + " }").WithAssemblyName("Lib"));
        GeneratorDriverHarness.Run(GeneratorDriverHarness.Compile([Text], NullableContextOptions.Enable, OutputKind.DynamicallyLinkedLibrary, library.Output.ToMetadataReference()));
    }

    [Theory]
    [InlineData("partial class A { private partial class B { M } }")]
    [InlineData("partial class A { protected partial record struct B(int X) { M } }")]
    [InlineData("abstract partial class A { M }")]
    [InlineData("readonly partial struct A { M }")]
    [InlineData("partial record A(int X) { M }")]
    [InlineData("namespace N.@class { partial class @struct { M } }")]
    [InlineData("[System.Obsolete(\"no\", true)] partial class A { M }")]
    [InlineData("namespace N.System.Threading { class Task {} class ParallelGen {} partial struct A { M } }")]
    public void Container_OfAnInstanceMethodOnThreads_Compiles(string text)
    {
        const string Instance = "[global::ParallelGen.RunOn(global::ParallelGen.Model.Thread)] private string Count<T>(T a, string b = \"x\") where T : notnull => b; object Probe() => new object[] { CountAsync(1), CountAll(new[] { 1 }) };";
        GeneratorRun run = GeneratorDriverHarness.RunOnly(GeneratorDriverHarness.Compile(text.Replace("M ", Instance + " ", StringComparison.Ordinal)));
        Assert.Single(run.Files);
        AssertNoWarningInGeneratedCode(run);
    }

    private static void AssertNoWarningInGeneratedCode(GeneratorRun run) => Assert.DoesNotContain(
        run.Output.GetDiagnostics(TestContext.Current.CancellationToken),
        d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree?.FilePath.Contains(".g.cs", StringComparison.Ordinal) == true));
}
