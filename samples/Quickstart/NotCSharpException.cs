namespace Quickstart;

/// <summary>A file is not C#. An ordinary exception class: thrown in a worker, it is caught here as itself.</summary>
public sealed class NotCSharpException(int line, string problem) : Exception($"line {line}: {problem}")
{
    /// <summary>Where the first problem is.</summary>
    public int Line { get; } = line;
}
