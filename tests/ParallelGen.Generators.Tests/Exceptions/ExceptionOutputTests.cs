using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Exceptions;

/// <summary>What is generated for exception classes, as text.</summary>
public class ExceptionOutputTests
{
    private const string Sample = """
        using System;
        namespace Demo;
        public class OrderException : Exception
        {
            public OrderException(string message, int order) : base(message) { Order = order; }
            public OrderException(string message, Exception inner) : base(message, inner) { }
            public int Order { get; }
            public string? Customer { get; init; }
        }
        """;

    [Fact]
    public void Exception_WithTwoConstructors() => Snapshot("Demo_OrderException");

    [Fact]
    public void Registry_OfALibraryWithoutMethods() => Snapshot("ParallelGen.Calls");

    [Fact]
    public void Files_InAnotherOrder_MakeTheSameOutput()
    {
        string[] files =
        [
            "namespace Demo; public partial class A : System.Exception { public int X { get; set; } }",
            "namespace Demo; public partial class A : System.Exception { public Place? P { get; set; } }",
            "namespace Demo; public class B(string message, Place place) : A { public Place Place { get; } = place; public override string Message => message; }",
            "namespace Demo; public record Place(string File);",
            "namespace Demo; public static partial class C { [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static Place F(Place p) => p; }",
        ];
        CSharpCompilation compilation = GeneratorDriverHarness.Compile(files);
        GeneratorRun forwards = GeneratorDriverHarness.Run(compilation);
        GeneratorRun backwards = GeneratorDriverHarness.Run(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Reverse()));
        Assert.Equal(forwards.Files.OrderBy(f => f.Key, StringComparer.Ordinal), backwards.Files.OrderBy(f => f.Key, StringComparer.Ordinal));
        Assert.Equal(5, forwards.Files.Count);
    }

    [Fact]
    public void Class_OfAnotherKind_GetsNothing() =>
        Assert.Empty(GeneratorDriverHarness.Run("class A : System.IO.MemoryStream { } class B : A, System.IDisposable { } abstract class C : System.Exception { } class Attr : System.Attribute { }").Files);

    [Fact]
    public void Class_WhoseBaseIsMissing_GetsNothing() =>
        Assert.Empty(GeneratorDriverHarness.RunOnly(GeneratorDriverHarness.Compile("class A : Missing { } class B : A { } class C : { }")).Files);

    [Fact]
    public void Class_DeclaredTwice_IsGeneratedOnce() =>
        Assert.Equal(2, GeneratorDriverHarness.RunOnly(GeneratorDriverHarness.Compile("class A : System.Exception { } class A : System.Exception { }")).Files.Count);

    private static void Snapshot(string start, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        GeneratorRun run = GeneratorDriverHarness.Run(Sample);
        SnapshotVerifier.Verify(nameof(ExceptionOutputTests), test, start.Split('.')[^1], run.File(start));
    }
}
