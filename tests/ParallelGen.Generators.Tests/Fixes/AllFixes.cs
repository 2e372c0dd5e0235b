using Microsoft.CodeAnalysis.CodeFixes;
using ParallelGen.CodeFixes;
using ParallelGen.CodeFixes.Support;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>The fixes as an editor finds them: every class of the assembly that says it is one.</summary>
internal static class AllFixes
{
    public static IEnumerable<RuleFix> Make() => typeof(MakePartialFix).Assembly.GetTypes()
        .Where(t => t.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false))
        .OrderBy(t => t.Name, StringComparer.Ordinal)
        .Select(t => (RuleFix)Activator.CreateInstance(t)!);

    /// <summary>Those for the rule.</summary>
    public static IEnumerable<RuleFix> Of(string id) => Make().Where(f => f.FixableDiagnosticIds.Contains(id));
}
