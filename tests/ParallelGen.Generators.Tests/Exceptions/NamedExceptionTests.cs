using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Tests.Harness;
using ParallelGen.Generators.Tests.Rules;
using ParallelGen.Generators.Tests.WireTypes;

namespace ParallelGen.Generators.Tests.Exceptions;

/// <summary>Exception classes of assemblies without ParallelGen, named by <c>[assembly: WireException]</c>.</summary>
public class NamedExceptionTests
{
    private const string Usings = "using System; using System.Collections.Generic; using System.IO; using ParallelGen; using Library;\n";

    private const string Library = """
        using System;
        using System.Collections.Generic;
        namespace Library;
        public class PlainError : Exception { public PlainError() { } public PlainError(string message) : base(message) { } public PlainError(string message, Exception inner) : base(message, inner) { } }
        public class CodedError : PlainError
        {
            public CodedError(string message, int code, IReadOnlyList<string>? hints = null) : base(message) { Code = code; Hints = hints ?? []; }
            public int Code { get; }
            public IReadOnlyList<string> Hints { get; }
            public string? Detail { get; init; }
        }
        public static class Shop { public sealed class Closed(TimeSpan until) : Exception($"Closed until {until}.") { public TimeSpan Until { get; } = until; } }
        public abstract class AbstractError : Exception;
        public class GenericError<T>(string message) : Exception(message);
        public class HiddenError : Exception { internal HiddenError(string message) : base(message) { } public static Exception Make() => new HiddenError("hidden"); }
        public class DerivedError(string message, int code) : CodedError(message, code);
        internal class InternalError : Exception;
        [Obsolete("gone", true)] public class GoneError : Exception;
        public class LargeError : Exception { public LargeError(System.IO.Stream stream) { } }
        """;

    public static TheoryData<string, string> Carried => new()
    {
        { "PlainError", "new PlainError(\"a\", new IOException(\"b\"))" },
        { "PlainError", "new PlainError()" },
        { "CodedError", "new CodedError(\"a\", 3, new[] { \"x\", \"y\" }) { Detail = \"d\", HResult = 5, Data = { [\"k\"] = 1 } }" },
        { "Shop.Closed", "new Shop.Closed(TimeSpan.FromHours(1))" },
        { "System.Formats.Asn1.AsnContentException", "new System.Formats.Asn1.AsnContentException(\"a\", new PlainError(\"inner\"))" },
        { "IOException", "new IOException(\"of the table\")" },
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "AbstractError", "is abstract" },
        { "GenericError<>", "is generic" },
        { "GenericError<int>", "is generic" },
        { "HiddenError", "no constructor" },
        { "LargeError", "no constructor" },
        { "string", "is not an exception class" },
        { "int[]", "is not an exception class" },
        { "List<>", "is not an exception class" },
        { "Mine", "no constructor" },
    };

    [Theory]
    [MemberData(nameof(Carried))]
    public void Exception_NamedByTheProject_ArrivesAsItself(string type, string expression)
    {
        Exception sent = Make($"[assembly: WireException(typeof({type}))]", expression);
        Exception received = ExceptionProject.Decode(ExceptionProject.Encode(sent));
        Assert.NotSame(sent, received);
        Assert.Same(sent.GetType(), received.GetType());
        Assert.Equal((sent.Message, sent.HResult, sent.Data.Count, sent.InnerException?.Message), (received.Message, received.HResult, received.Data.Count, received.InnerException?.Message));
        foreach (PropertyInfo property in sent.GetType().GetProperties().Where(p => p.DeclaringType!.Namespace == "Library"))
        {
            Assert.Equal(StateDump.Of(property.GetValue(sent)), StateDump.Of(property.GetValue(received)));
        }
    }

    [Fact]
    public void Exception_DerivedFromANamedOne_ArrivesAsRemoteException()
    {
        Exception sent = Make("[assembly: WireException(typeof(CodedError))]", "new DerivedError(\"a\", 1)");
        RemoteException received = Assert.IsType<RemoteException>(ExceptionProject.Decode(ExceptionProject.Encode(sent)));
        Assert.Equal(["Library.CodedError", "Library.PlainError", "System.Exception"], received.RemoteBaseTypeNames);
    }

    [Fact]
    public void Exception_NamedTwice_IsGeneratedOnce()
    {
        const string Twice = "[assembly: WireException(typeof(PlainError)), WireException(typeof(PlainError))]\n[assembly: WireException(typeof(Demo.Own))]";
        (GeneratorRun run, _) = Build(Usings + Twice, Usings + "[assembly: WireException(typeof(PlainError))]\nnamespace Demo; public class Own : Exception;");
        Assert.Equal(["Demo_Own", "Library_PlainError", "ParallelGen.Calls"], run.Files.Keys.Order(StringComparer.Ordinal).Select(name => name[..^".g.cs".Length].Replace("ExceptionCodec", "", StringComparison.Ordinal).TrimEnd("_0123456789abcdef".ToCharArray())));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Attribute_WithoutEffect_SaysWhyAndBreaksNothing(string type, string reason)
    {
        MetadataReference library = MetadataReference.CreateFromImage(Compile());
        string text = $"{Usings}[assembly: WireException(typeof({type}))]\npublic class Mine(string message, Stream stream) : Exception(message + stream);";
        UserProject project = await UserProject.BuildAsync([text], references: library);
        Diagnostic problem = Assert.Single(project.Reported);
        Assert.Equal("PGEN106", problem.Id);
        Assert.Contains(reason, problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal($"WireException(typeof({type}))", problem.Location.SourceTree!.ToString().Substring(problem.Location.SourceSpan.Start, problem.Location.SourceSpan.Length));
        Assert.Empty(project.BroughtIn);
        UserProject silenced = await UserProject.BuildAsync(["#pragma warning disable PGEN106\n" + text], references: library);
        Assert.Empty(silenced.Reported);
    }

    [Theory]
    [InlineData("Missing")]
    [InlineData("InternalError")]
    [InlineData("GoneError")]
    public async Task Attribute_ThatDoesNotCompile_BringsInNothing(string type)
    {
        UserProject project = await UserProject.BuildAsync([$"{Usings}[assembly: WireException(typeof({type}))]"], references: MetadataReference.CreateFromImage(Compile()));
        Assert.NotEmpty(project.OwnErrors);
        Assert.Empty(project.BroughtIn);
    }

    private static Exception Make(string attribute, string expression)
    {
        (GeneratorRun run, byte[] library) = Build($"{Usings}{attribute}\nnamespace Demo;\npublic static class Maker {{ public static Exception Make() => {expression}; }}");
        run.AssertCompiles();
        MethodInfo make = run.Load(library).GetType("Demo.Maker", throwOnError: true)!.GetMethod("Make")!;
        return (Exception)make.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    }

    private static (GeneratorRun Run, byte[] Library) Build(params string[] files)
    {
        byte[] library = Compile();
        return (GeneratorDriverHarness.RunOnly(GeneratorDriverHarness.Compile(files, NullableContextOptions.Enable, references: MetadataReference.CreateFromImage(library))), library);
    }

    /// <summary>A library that knows nothing of ParallelGen.</summary>
    private static byte[] Compile()
    {
        using MemoryStream image = new();
        CSharpCompilation library = GeneratorDriverHarness.Compile(Library).WithAssemblyName("Library");
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return image.ToArray();
    }
}
