using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ParallelGen.CodeFixes.Support;
using ParallelGen.Generators.Rules;
using ParallelGen.Generators.Tests.Harness;
using ParallelGen.Generators.Tests.Rules;

namespace ParallelGen.Generators.Tests.Fixes;

/// <summary>A user's projects as an editor has them open: the generator runs with every edit. Each project references the ones before it. Implicit usings are on.</summary>
internal sealed class FixSolution
{
    private static readonly MetadataReference[] s_references = [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RunOnAttribute).Assembly.Location)];

    /// <summary>Rules that are off by default say nothing otherwise.</summary>
    private static readonly ImmutableDictionary<string, ReportDiagnostic> s_turnedOn =
        Descriptors.All.Where(d => !d.IsEnabledByDefault).ToImmutableDictionary(d => d.Id, d => ReportDiagnostic.Info);

    private static readonly AnalyzerFileReference s_generator = new(typeof(ParallelGenGenerator).Assembly.Location, new Loader());

    private Solution _solution;

    private readonly BuildProperties _properties;

    private FixSolution(Solution solution, string[] properties)
    {
        _solution = solution;
        _properties = new BuildProperties(properties);
    }

    /// <summary>The files that the user wrote, project by project.</summary>
    public IEnumerable<Document> Files => _solution.Projects.SelectMany(p => p.Documents).Where(d => d.Name.StartsWith("File", StringComparison.Ordinal));

    public static FixSolution Open(params string[][] projects) => OpenAs([], projects);

    /// <param name="properties">Of the project files, as <c>Name=value</c>; <c>OutputType=Exe</c> makes programs.</param>
    /// <param name="projects">The files of each.</param>
    public static FixSolution OpenAs(string[] properties, params string[][] projects)
    {
        OutputKind kind = properties.Contains("OutputType=Exe") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        Solution solution = new AdhocWorkspace().CurrentSolution;
        foreach ((int index, string[] files) in projects.Index())
        {
            ProjectId project = ProjectId.CreateNewId();
            CSharpCompilationOptions options = new(kind, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, specificDiagnosticOptions: s_turnedOn);
            solution = solution
                .AddProject(ProjectInfo.Create(
                    project, VersionStamp.Default, $"App{index}", $"Demo.App{index}", LanguageNames.CSharp,
                    compilationOptions: options, parseOptions: GeneratorDriverHarness.ParseOptions, metadataReferences: s_references,
                    projectReferences: solution.ProjectIds.Select(id => new ProjectReference(id))))
                .AddAnalyzerReference(project, s_generator)
                .AddDocument(DocumentId.CreateNewId(project), "Usings.cs", UserProject.ImplicitUsings);
            foreach ((int number, string text) in files.Index())
            {
                solution = solution.AddDocument(
                    DocumentId.CreateNewId(project), $"File{number}.cs", SourceText.From(text, System.Text.Encoding.UTF8), filePath: $"/user/App{index}/File{number}.cs");
            }
        }

        return new FixSolution(solution, properties);
    }

    /// <summary>What the files say now.</summary>
    public async Task<string[]> TextsAsync()
    {
        List<string> texts = [];
        foreach (Document file in Files)
        {
            texts.Add((await file.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }

        return [.. texts];
    }

    /// <summary>What the analyzers report in user code, in order.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync(Func<Diagnostic, bool>? which = null)
    {
        List<Diagnostic> all = [];
        foreach (Project project in _solution.Projects)
        {
            all.AddRange(await DiagnosticsOfAsync(project, AllAnalyzers.Make()));
        }

        return [.. all.Where(which ?? (_ => true)).OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>The actions that are offered for what the fix's rule reports.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(RuleFix fix)
    {
        List<CodeAction> offers = [];
        IReadOnlyList<Diagnostic> reported = await DiagnosticsAsync(d => fix.FixableDiagnosticIds.Contains(d.Id));
        Assert.NotEmpty(reported);
        foreach (Diagnostic diagnostic in reported)
        {
            CodeFixContext context = new(
                _solution.GetDocument(diagnostic.Location.SourceTree)!, diagnostic, (action, _) => offers.Add(action), TestContext.Current.CancellationToken);
            await fix.RegisterCodeFixesAsync(context);
        }

        Assert.All(offers, o => Assert.Equal(fix.EquivalenceKey, o.EquivalenceKey));
        return offers;
    }

    public async Task ApplyAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        _solution = Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
        // An editor goes on from the text: a tree may say what its text does not.
        foreach (Document file in Files.ToArray())
        {
            string text = (await file.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
            _solution = _solution.WithDocumentText(file.Id, SourceText.From(text, System.Text.Encoding.UTF8));
        }
    }

    /// <summary>Fixes all in the scope around the first file.</summary>
    public async Task ApplyAllAsync(RuleFix fix, FixAllScope scope)
    {
        Assert.Contains(scope, fix.GetFixAllProvider().GetSupportedFixAllScopes());
        FixAllContext context = new(
            Files.First(), fix, scope, fix.EquivalenceKey, fix.FixableDiagnosticIds, new Reporter(this, fix), TestContext.Current.CancellationToken);
        await ApplyAsync((await fix.GetFixAllProvider().GetFixAsync(context))!);
    }

    /// <summary>Compiles every project with what is generated: any warning fails, and any rule's.</summary>
    public async Task AssertCleanAsync()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Assert.Empty((await DiagnosticsAsync(d => d.Severity >= DiagnosticSeverity.Warning)).Select(d => d.ToString()));
        foreach (Project project in _solution.Projects)
        {
            Compilation compilation = (await project.GetCompilationAsync(cancel))!;
            Assert.Empty(compilation.GetDiagnostics(cancel)
                .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed && d.Id != "CS1591")
                .Select(d => $"{d}\n{d.Location.SourceTree}"));
            Assert.NotEmpty(await project.GetSourceGeneratedDocumentsAsync(cancel));
        }
    }

    private async Task<IEnumerable<Diagnostic>> DiagnosticsOfAsync(Project project, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        Compilation compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<Diagnostic> reported = await compilation
            .WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([], _properties), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return reported.Where(d => !d.IsSuppressed);
    }

    private sealed class Reporter(FixSolution solution, RuleFix fix) : FixAllContext.DiagnosticProvider
    {
        private readonly ImmutableArray<DiagnosticAnalyzer> _analyzers = AllAnalyzers.Of(fix.FixableDiagnosticIds.Single());

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            solution.DiagnosticsOfAsync(project, _analyzers);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await solution.DiagnosticsOfAsync(document.Project, _analyzers)).Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    /// <summary>The generator is there already.</summary>
    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => typeof(ParallelGenGenerator).Assembly;
    }
}
