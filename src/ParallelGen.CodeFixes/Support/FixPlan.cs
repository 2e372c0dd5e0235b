using Microsoft.CodeAnalysis;

namespace ParallelGen.CodeFixes.Support;

/// <summary>A fix that was found to be possible.</summary>
internal sealed class FixPlan
{
    private readonly Func<CancellationToken, Task<Solution>> _apply;

    /// <summary>A fix whose outcome takes a while to make.</summary>
    public FixPlan(string title, Func<CancellationToken, Task<Solution>> apply)
    {
        Title = title;
        _apply = apply;
    }

    /// <summary>A fix whose outcome is there already, because it had to be looked at.</summary>
    public FixPlan(string title, Solution outcome)
        : this(title, _ => Task.FromResult(outcome))
    {
    }

    /// <summary>What the user reads before choosing it.</summary>
    public string Title { get; }

    public Task<Solution> ApplyAsync(CancellationToken cancel) => _apply(cancel);
}
