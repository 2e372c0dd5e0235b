using System.ComponentModel;
using System.Reflection;

namespace ParallelGen.CompilerServices;

/// <summary>The identity and options of one annotated method. Infrastructure for generated code; immutable.</summary>
/// <param name="anchor">Any type of the assembly that holds the method.</param>
/// <param name="id">Identifies the method within its assembly: a hash of its full signature.</param>
/// <param name="name">The method's name for messages, such as <c>Demo.Text.Count</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CallInfo(Type anchor, ulong id, string name)
{
    private long _recentTicks;

    /// <summary>The assembly that holds the method.</summary>
    public Assembly Assembly { get; } = (anchor ?? throw new ArgumentNullException(nameof(anchor))).Assembly;

    /// <summary>Identifies the method within its assembly.</summary>
    public ulong Id { get; } = id;

    /// <summary>The method's name for messages.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>The pool or loop that <see cref="RunOnAttribute.Pool"/> names.</summary>
    public string Pool
    {
        get;
        init => (field, HasPool) = (value, true);
    } = "default";

    /// <summary>Whether the method returns when it is done, so that nothing of it comes later: what a method returns that is no task.</summary>
    /// <remarks>A synchronous method may block on tasks of its own, so it must not find a context that needs its thread to go on.</remarks>
    public bool IsSynchronous { get; init; }

    /// <summary>Whether the method takes a <see cref="CancellationToken"/>. One that takes none is not given one.</summary>
    public bool IsCancellable { get; init; } = true;

    /// <summary>See <see cref="RunOnAttribute.MaxConcurrency"/>; 0 leaves it to the pool.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>See <see cref="RunOnAttribute.TimeoutMilliseconds"/>; 0 sets no limit.</summary>
    public int TimeoutMilliseconds { get; init; }

    /// <summary>See <see cref="RunOnAttribute.ExclusiveBy"/>: a parameter's name, "*", or null.</summary>
    public string? ExclusiveBy { get; init; }

    /// <summary>See <see cref="RunOnAttribute.ExclusiveGroup"/>; null shares the keys with no other method.</summary>
    public string? ExclusiveGroup { get; init; }

    /// <summary>See <see cref="RunOnAttribute.CrashRetries"/>; 0 never repeats a call.</summary>
    public int CrashRetries { get; init; }

    /// <summary>See <see cref="RunOnAttribute.StackSize"/>; 0 takes the platform's default.</summary>
    public int StackSize { get; init; }

    /// <summary>See <see cref="RunOnAttribute.ThreadName"/>.</summary>
    public string? ThreadName { get; init; }

    /// <summary>See <see cref="RunOnAttribute.ThreadPriority"/>.</summary>
    public ThreadPriority ThreadPriority { get; init; } = ThreadPriority.Normal;

    /// <summary>Whether the attribute names a pool or loop.</summary>
    internal bool HasPool { get; private init; }

    /// <summary>A call took so long. What is longer than before counts at once; what is shorter by and by.</summary>
    internal void NoteCall(TimeSpan elapsed)
    {
        long known = Volatile.Read(ref _recentTicks);
        Volatile.Write(ref _recentTicks, Math.Max(1, elapsed.Ticks >= known ? elapsed.Ticks : known - ((known - elapsed.Ticks) / 4)));
    }

    /// <summary>How long a call, or a block of them, took lately, as far as a process pool has seen; null until then. A guess, written by anyone.</summary>
    internal TimeSpan? RecentCall => Volatile.Read(ref _recentTicks) is var ticks and > 0 ? TimeSpan.FromTicks(ticks) : null;

    internal TimeSpan TimeLimit => TimeoutMilliseconds > 0 ? TimeSpan.FromMilliseconds(TimeoutMilliseconds) : Timeout.InfiniteTimeSpan;
}
