using ParallelGen.CompilerServices;

namespace ParallelGen.Execution.Exclusive;

/// <summary>
/// The key of one call, as the code within the call carries it along in its execution context: what is called there can see that it
/// would wait for itself. It keeps nothing of the call alive, for that code may outlive it.
/// </summary>
internal sealed class HeldKey(KeySpace space, CallInfo info, bool takesAll, HeldKey? outer)
{
    private static readonly AsyncLocal<HeldKey?> s_current = new();

    private HeldKey? _outer = outer;
    private volatile bool _hasEnded;

    /// <summary>That of the call within which the current code runs.</summary>
    public static HeldKey? Current => s_current.Value;

    /// <summary>Whether the call excludes every key of its space.</summary>
    public bool TakesAll => takesAll;

    /// <summary>The key; null if the call takes all. Guarded by the space's lock.</summary>
    public KeyQueue? Queue { get; set; }

    /// <summary>From here on the code of this execution context runs within the call.</summary>
    public void Flow() => s_current.Value = this;

    /// <summary>
    /// The call has ended: what it has left behind is within it no more, and not within the calls around it either, for none of them
    /// waits for it.
    /// </summary>
    public void End()
    {
        _hasEnded = true;
        _outer = null;
    }

    /// <summary>Whether the call was made from within others that hold keys of the same space.</summary>
    /// <exception cref="InvalidOperationException">One of them holds this key, so that both would wait for each other.</exception>
    public bool IsNested()
    {
        bool nested = false;
        for (HeldKey? around = _outer; around is { _hasEnded: false }; around = around._outer)
        {
            if (around.IsIn(space))
            {
                nested = true;
                if (takesAll || around.TakesAll || around.Queue == Queue)
                {
                    throw around.Conflict(info);
                }
            }
        }

        return nested;
    }

    private bool IsIn(KeySpace other) => space == other;

    private InvalidOperationException Conflict(CallInfo inner) => new(
        $"{inner.Name} was called from within {info.Name}, which holds the same exclusive key (ExclusiveBy) until it returns: the call would wait for itself forever. "
        + "Within the outer call, call the method itself instead of the generated member, since the key is held already; or make this call when the outer one has ended.");
}
