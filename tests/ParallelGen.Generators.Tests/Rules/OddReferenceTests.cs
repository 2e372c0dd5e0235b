using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>Projects whose types come from other assemblies in unusual ways.</summary>
public class OddReferenceTests
{
    private const string Library = """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Demo.App")]
        namespace Lib
        {
            public record Order(int Id, string Name);
            internal record Hidden(int Id, string Name);
            public static partial class Work { [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] public static Order Same(Order order) => order; }
        }
        """;

    [Fact]
    public async Task FriendAssemblies_WithCodecsForOneType_DoNotCollide()
    {
        UserProject project = await UserProject.BuildAsync(
            [Program("Lib.Order order, Lib.Hidden hidden")], references: Compiled(Library));

        Assert.Equal("", project.Rules);
        Assert.True(project.BroughtIn.Count == 0, string.Join("\n", project.BroughtIn));
    }

    [Fact]
    public async Task Type_BehindAnExternAlias_IsRefused()
    {
        MetadataReference aliased = Compiled(Library).WithAliases(["Far"]);
        UserProject project = await UserProject.BuildAsync(["extern alias Far;\n" + Program("Far::Lib.Order order")], references: aliased);

        Assert.Equal("PGEN101", project.Rules);
        Assert.True(project.BroughtIn.Count == 0, string.Join("\n", project.BroughtIn));
    }

    [Theory]
    [InlineData("static int Count(Far::Lib.Order[] order) => 1;", "PGEN003")]
    [InlineData("static Task<List<Far::Lib.Order>> Count(int a) => null!;", "PGEN006")]
    public async Task Type_BehindAnExternAlias_IsRefusedOnThreadsToo(string method, string rule)
    {
        MetadataReference aliased = Compiled(Library).WithAliases(["Far"]);
        UserProject project = await UserProject.BuildAsync(
            ["extern alias Far;\nnamespace App { static partial class Work { [ParallelGen.RunOn(ParallelGen.Model.Thread)] internal " + method + " } }"], references: aliased);

        Assert.Equal(rule, project.Rules);
        Assert.True(project.BroughtIn.Count == 0, string.Join("\n", project.BroughtIn));
    }

    [Fact]
    public async Task Types_OfOneNameInTwoAssemblies_AreRefused()
    {
        MetadataReference aliased = Compiled(Library).WithAliases(["Far"]);
        UserProject project = await UserProject.BuildAsync(
            ["extern alias Far;\n" + Program("Far::Lib.Order order, global::Lib.Order own") + " namespace Lib { public record Order(int Id); }"], references: aliased);

        Assert.Equal("PGEN101", project.Rules);
        Assert.True(project.BroughtIn.Count == 0, string.Join("\n", project.BroughtIn));
    }

    private static string Program(string parameters) =>
        $"namespace App {{ static partial class Work {{ [ParallelGen.RunOn(ParallelGen.Model.ProcessPool)] internal static int Count({parameters}) => 1; }} }}";

    private static CompilationReference Compiled(string text)
    {
        GeneratorRun library = GeneratorDriverHarness.Run(GeneratorDriverHarness.Compile(text).WithAssemblyName("Lib"));
        return library.Output.ToMetadataReference();
    }
}
