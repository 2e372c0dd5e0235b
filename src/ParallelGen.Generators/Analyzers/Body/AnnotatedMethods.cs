using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>The methods of a project where other code begins to run elsewhere.</summary>
internal sealed class AnnotatedMethods
{
    private readonly List<AnnotatedMethod> _annotated = new();
    private readonly List<IMethodSymbol> _initializers = new();
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancel;

    private AnnotatedMethods(Compilation compilation, CancellationToken cancel)
    {
        _compilation = compilation;
        _cancel = cancel;
    }

    /// <summary>In the order of files and lines, so that of several methods that lead somewhere always the same one is named.</summary>
    public IReadOnlyList<AnnotatedMethod> All => _annotated;

    /// <summary>What runs in a worker before its first call: worker initializers and module initializers.</summary>
    public IReadOnlyList<IMethodSymbol> Initializers => _initializers;

    public static AnnotatedMethods Of(Compilation compilation, CancellationToken cancel)
    {
        AnnotatedMethods found = new(compilation, cancel);
        found.Collect(compilation.Assembly.GlobalNamespace);
        Dictionary<SyntaxTree, int> order = compilation.SyntaxTrees.Select((tree, i) => (tree, i)).ToDictionary(t => t.tree, t => t.i);
        found._annotated.Sort((left, right) =>
        {
            Location first = left.Attribute, second = right.Attribute;
            int files = order[first.SourceTree!].CompareTo(order[second.SourceTree!]);
            return files != 0 ? files : first.SourceSpan.Start.CompareTo(second.SourceSpan.Start);
        });
        return found;
    }

    private void Collect(INamespaceOrTypeSymbol scope)
    {
        _cancel.ThrowIfCancellationRequested();
        foreach (ISymbol member in scope.GetMembers())
        {
            if (member is INamespaceOrTypeSymbol inner)
            {
                Collect(inner);
            }
            else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false } method)
            {
                Look(method);
            }
        }
    }

    private void Look(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass.Is(KnownNames.Types.WorkerInitializerAttribute)
                || attribute.AttributeClass.Is("System.Runtime.CompilerServices.ModuleInitializerAttribute"))
            {
                _initializers.Add(method);
            }
            else if (attribute.AttributeClass.Is(KnownNames.Types.RunOnAttribute) && attribute.ApplicationSyntaxReference is { } reference)
            {
                MethodSource source = new(method, attribute, _compilation, new ProblemList(), _cancel);
                if (source.Model is string model)
                {
                    Location location = Location.Create(reference.SyntaxTree, reference.Span);
                    _annotated.Add(new AnnotatedMethod(method, model, source.Option(KnownNames.Options.ExclusiveBy) as string, location));
                }
            }
        }
    }
}
