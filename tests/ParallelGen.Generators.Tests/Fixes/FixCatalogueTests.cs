using System.Composition;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;
using ParallelGen.Generators.Rules;
using ParallelGen.Generators.Tests.Rules;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>Which rules have a fix, and that each fix is found and named.</summary>
public class FixCatalogueTests
{
    /// <summary>The rules of the design that are to have one.</summary>
    private static readonly string[] s_fixable =
    [
        "PGEN001", "PGEN005", "PGEN006", "PGEN007", "PGEN009", "PGEN012",
        "PGEN201", "PGEN205",
        "PGEN301", "PGEN302", "PGEN303", "PGEN304", "PGEN305",
    ];

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(d => d.Id)];

    public static TheoryData<Type> Fixes => [.. AllFixes.Make().Select(f => f.GetType())];

    [Fact]
    public void Rules_WithAFix_AreThoseOfTheDesignThatExist() => Assert.Equal(
        s_fixable.Intersect(Descriptors.All.Select(d => d.Id)),
        AllFixes.Make().SelectMany(f => f.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_OfARule_SaysWhetherThereIsAFix(string id)
    {
        string section = RulePage.Of(id).Text.Split("\n## Fix\n")[1].Split("\n## ")[0];
        Assert.Equal(AllFixes.Of(id).Any(), section.Contains("A code fix ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Fix_OfTheAssembly_IsFoundByItsName(Type fix)
    {
        ExportCodeFixProviderAttribute export = fix.GetCustomAttribute<ExportCodeFixProviderAttribute>()!;
        Assert.Equal(fix.Name, export.Name);
        Assert.Equal([LanguageNames.CSharp], export.Languages);
        Assert.True(fix.IsDefined(typeof(SharedAttribute)) && fix.IsPublic && fix.IsSealed);
        Assert.Matches(new Regex("^[A-Z][A-Za-z]+Fix$"), fix.Name);
    }

    /// <summary>A provider that lacks its export would never be offered.</summary>
    [Fact]
    public void Providers_OfTheAssembly_AreAllExported() => Assert.Equal(
        typeof(MakePartialFix).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(CodeFixProvider)) && !t.IsAbstract).Select(t => t.Name).Order(StringComparer.Ordinal),
        AllFixes.Make().Select(f => f.GetType().Name));
}
