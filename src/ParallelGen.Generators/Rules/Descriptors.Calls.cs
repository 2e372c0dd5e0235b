using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Rules;

/// <content>Is it called well?</content>
internal static partial class Descriptors
{
    private const string Usage = "ParallelGen.Usage";

    public static readonly DiagnosticDescriptor BatchNeverRun = Create("PGEN301", "Batch is never run", Usage, "Nothing awaits or enumerates what '{0}' returns, so no call of the batch runs. Await the batch, or start it with {1}().", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor TakesNoToken = Create("PGEN302", "Method takes no CancellationToken", Usage, "Method '{0}' takes no CancellationToken, so a call that is cancelled while it runs {1}. Add a parameter of that type and pass it on.", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor BlocksOnGeneratedCall = Create("PGEN303", "Blocks on a generated call", Usage, "'{0}' blocks on the generated call '{1}' and holds {2} of its pool meanwhile, which can starve the pool. Await the call in an async method, or make it before and pass its result.", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NoWorkerEntry = Create("PGEN304", "Application has no worker entry", Usage, "'{0}' runs in worker processes, which an application with {1} starts only through Main. Begin it with '{2}'.", DiagnosticSeverity.Warning, tags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor CalledDirectly = Create("PGEN305", "Annotated method is called directly", Usage, "This calls '{0}' itself, which runs {1}. Call '{2}' to run it in its model.", DiagnosticSeverity.Info, isEnabledByDefault: false);

    public static readonly DiagnosticDescriptor BatchRunTwice = Create("PGEN306", "Batch is run twice", Usage, "The batch '{0}' {1}, and each run makes all its calls anew. Keep the results of one run, or make a new batch.", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor BatchesInSequence = Create("PGEN307", "Batches run one after the other", Usage, "The batch '{0}' starts only when it is awaited, when the one awaited before it is over. To let them overlap, start it here with {1}().", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor UnknownPool = Create("PGEN308", "Pool is declared nowhere", Usage, "No pool is named '{0}', so a new one with the default options is used. Declare it with [assembly: ProcessPool(\"{0}\")], or correct the name.", DiagnosticSeverity.Warning, tags: WellKnownDiagnosticTags.CompilationEnd);

    public static ImmutableArray<DiagnosticDescriptor> OfTheCalls { get; } = ImmutableArray.Create(
        BatchNeverRun,
        TakesNoToken,
        BlocksOnGeneratedCall,
        NoWorkerEntry,
        CalledDirectly,
        BatchRunTwice,
        BatchesInSequence,
        UnknownPool);
}
