using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ParallelGen.Generators.Parsing;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>What is known to keep other threads out.</summary>
internal static class Synchronization
{
    private static readonly HashSet<string> s_begin = new(StringComparer.Ordinal) { "Enter", "EnterAsync", "TryEnter", "Lock", "LockAsync", "TryLock", "Acquire", "AcquireAsync", "TryAcquire" };
    private static readonly HashSet<string> s_end = new(StringComparer.Ordinal) { "Exit", "ExitAsync", "Leave", "Unlock", "UnlockAsync", "Release", "ReleaseAsync" };
    private static readonly string[] s_lockWords = { "Lock", "Enter", "Acquire", "Wait", "Exclusive" };

    /// <summary>Whether a call begins a time in which no other thread is let in. Shared locks of readers do not: others may be in too.</summary>
    public static bool Acquires(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "Monitor" or "Lock" or "SpinLock" } type when IsOfThreading(type) => method.Name is "Enter" or "TryEnter",
        { Name: "SemaphoreSlim" } type when IsOfThreading(type) => method.Name is "Wait" or "WaitAsync",
        { Name: "WaitHandle" or "Mutex" or "Semaphore" } type when IsOfThreading(type) => method.Name == "WaitOne",
        { Name: "ReaderWriterLockSlim" } type when IsOfThreading(type) => method.Name is "EnterWriteLock" or "TryEnterWriteLock",
        { Name: "ReaderWriterLock" } type when IsOfThreading(type) => method.Name is "AcquireWriterLock" or "UpgradeToWriterLock",
        { } type when IsOfThreading(type) => false,
        // Locks of libraries and of one's own.
        _ => s_begin.Contains(method.Name),
    };

    /// <summary>Whether a call ends that time.</summary>
    public static bool Releases(IMethodSymbol method) => method.ContainingType switch
    {
        { Name: "Monitor" or "Lock" or "SpinLock" } type when IsOfThreading(type) => method.Name == "Exit",
        { Name: "SemaphoreSlim" or "Semaphore" } type when IsOfThreading(type) => method.Name == "Release",
        { Name: "Mutex" } type when IsOfThreading(type) => method.Name == "ReleaseMutex",
        { Name: "ReaderWriterLockSlim" } type when IsOfThreading(type) => method.Name == "ExitWriteLock",
        { Name: "ReaderWriterLock" } type when IsOfThreading(type) => method.Name is "ReleaseWriterLock" or "DowngradeFromWriterLock",
        { } type when IsOfThreading(type) => false,
        _ => s_end.Contains(method.Name),
    };

    /// <summary>
    /// Whether what a <c>using</c> holds is a lock: <c>gate.EnterScope()</c>, <c>await gate.LockAsync()</c>. Locks of libraries and of
    /// one's own are known by their names.
    /// </summary>
    public static bool IsLock(IOperation? resource) => resource switch
    {
        IInvocationOperation call => s_lockWords.Any(word => call.TargetMethod.Name.Contains(word)) && !call.TargetMethod.Name.Contains("Read"),
        IAwaitOperation { Operation: IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } } => IsLock(inner),
        IAwaitOperation awaited => IsLock(awaited.Operation),
        IConversionOperation conversion => IsLock(conversion.Operand),
        IObjectCreationOperation { Type: { } type } => s_lockWords.Any(word => type.Name.Contains(word)),
        IVariableDeclarationGroupOperation group => group.Declarations.SelectMany(d => d.Declarators).Any(d => IsLock(d.GetVariableInitializer()?.Value)),
        _ => false,
    };

    /// <summary>Whether a method that is given a lambda says by its name that it runs it alone.</summary>
    public static bool SaysSo(IMethodSymbol method) => s_lockWords.Take(3).Append("Exclusive").Append("Synchronized").Any(word => method.Name.Contains(word));

    /// <summary>Whether the whole method is one that only one thread at a time is in.</summary>
    public static bool IsSynchronized(IMethodSymbol method) => method.GetAttributes().Any(a =>
        a.AttributeClass.Is("System.Runtime.CompilerServices.MethodImplAttribute")
        && a.ConstructorArguments is [{ Value: int options }] && (options & 32) != 0);

    public static bool IsVolatileWrite(IMethodSymbol method) => method.Name == "Write" && method.ContainingType.Is("System.Threading.Volatile");

    public static bool IsInterlocked(IMethodSymbol method) => method.ContainingType.Is("System.Threading.Interlocked");

    private static bool IsOfThreading(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "Threading", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };
}
