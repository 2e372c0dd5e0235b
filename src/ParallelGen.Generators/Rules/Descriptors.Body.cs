using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Rules;

/// <content>Will the body behave there?</content>
internal static partial class Descriptors
{
    private const string Behavior = "ParallelGen.Behavior";

    public static readonly DiagnosticDescriptor SharedWrite = Create("PGEN201", "Writes shared state without synchronization", Behavior, "'{0}' is shared by calls of '{1}' that run at the same time, and is written here without synchronization. Use Interlocked or a lock, or set ExclusiveBy = \"*\" on [RunOn].", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor WorkerWrite = Create("PGEN202", "Writes static state in a worker process", Behavior, "'{0}' is static, and '{1}' changes it in a worker process, where the caller never sees it. Return the value, or set it up in a [WorkerInitializer].", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor WorkerRead = Create("PGEN203", "Reads mutable static state in a worker process", Behavior, "'{0}' is read by '{1}' in a worker process, where it does not have the value that '{2}' gives it in the caller's. Pass it as a parameter, or set it in a [WorkerInitializer].", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor SharedCollection = Create("PGEN204", "Changes a shared collection that is not thread-safe", Behavior, "'{0}' is shared by calls of '{2}' that run at the same time, and '{1}' is not safe to change from several threads. Use a concurrent collection or a lock, or set ExclusiveBy = \"*\" on [RunOn].", DiagnosticSeverity.Warning);

#pragma warning disable RS1032 // the last argument is a sentence and brings its own period
    public static readonly DiagnosticDescriptor BlocksTheLoop = Create("PGEN205", "Blocks the event loop", Behavior, "'{0}' blocks the event loop that '{1}' runs on, and with it every other call there. {2}", DiagnosticSeverity.Warning);
#pragma warning restore RS1032

    public static readonly DiagnosticDescriptor WriteAcrossAwait = Create("PGEN206", "Updates shared state across an await", Behavior, "'{0}' is written with a value that was read before an await, so what other calls of '{1}' wrote meanwhile is lost. Read it after the await, or set ExclusiveBy = \"*\" on [RunOn].", DiagnosticSeverity.Warning);

#pragma warning disable RS1032 // the last argument is a sentence and brings its own period
    public static readonly DiagnosticDescriptor WorkerUse = Create("PGEN207", "Uses what belongs to a process or its threads in a worker", Behavior, "'{0}' in '{1}' {2}. {3}", DiagnosticSeverity.Warning);
#pragma warning restore RS1032

    public static ImmutableArray<DiagnosticDescriptor> OfTheBody { get; } = ImmutableArray.Create(
        SharedWrite,
        WorkerWrite,
        WorkerRead,
        SharedCollection,
        BlocksTheLoop,
        WriteAcrossAwait,
        WorkerUse);
}
