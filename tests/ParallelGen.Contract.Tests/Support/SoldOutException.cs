namespace ParallelGen.Contract;

/// <summary>An exception class as users write them.</summary>
public sealed class SoldOutException(string message, int row, Exception? inner = null) : Exception(message, inner)
{
    public int Row { get; } = row;

    public IReadOnlyList<string> Seats { get; init; } = [];
}
