using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelGen.Generators.Tests.Corpus;

/// <summary>Something reported of a project's code.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Severity">An error keeps the method from being generated.</param>
/// <param name="Model">What the attribute said; empty where no attribute was put.</param>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Member">The member around it.</param>
/// <param name="Message">What the user reads.</param>
internal sealed record CorpusFinding(string Rule, DiagnosticSeverity Severity, string Model, string Path, int Line, string Member, string Message)
{
    public static CorpusFinding Of(Diagnostic diagnostic)
    {
        MethodDeclarationSyntax? member = MemberAround(diagnostic.Location);
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        return new CorpusFinding(
            diagnostic.Id,
            diagnostic.Severity,
            ModelOf(member),
            place.Path ?? "",
            place.StartLinePosition.Line + 1,
            member?.Identifier.ValueText ?? "",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    public override string ToString() => $"{Path}({Line}): {Rule} on {Model}: {Message}";

    private static MethodDeclarationSyntax? MemberAround(Location location) => location.SourceTree?.GetRoot()
        .FindNode(location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true)
        .AncestorsAndSelf()
        .OfType<MethodDeclarationSyntax>()
        .FirstOrDefault();

    private static string ModelOf(MethodDeclarationSyntax? member) => member?.AttributeLists
        .SelectMany(list => list.Attributes)
        .FirstOrDefault(attribute => attribute.Name.ToString() == "global::ParallelGen.RunOn")?
        .ArgumentList!.Arguments[0].ToString()["global::ParallelGen.Model.".Length..] ?? "";
}
