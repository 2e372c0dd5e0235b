using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using ParallelGen;

[assembly: CLSCompliant(true)]

namespace Shop;

/// <summary>What is sold.</summary>
[JsonDerivedType(typeof(Book))]
public abstract record Article(string Name);

/// <summary>A book.</summary>
public sealed record Book(string Name, int Pages) : Article(Name);

/// <summary>An order, a class with settable members.</summary>
public sealed class Order
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>Its lines.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    /// <summary>Where it goes.</summary>
    public Uri? Target { get; set; }
}

/// <summary>One line, a struct.</summary>
public readonly record struct OrderLine(Article Article, int Count);

/// <summary>Thrown when nothing is left.</summary>
public class SoldOutException : Exception
{
    /// <summary>Nothing is said.</summary>
    public SoldOutException()
    {
    }

    /// <summary>Says what.</summary>
    public SoldOutException(string message)
        : base(message)
    {
    }

    /// <summary>Says what, and why.</summary>
    public SoldOutException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Which article.</summary>
    public Article? Article { get; init; }
}

/// <summary>What a strict project asks of its own code, it asks of what is generated.</summary>
public static partial class Orders
{
    /// <summary>Prices an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="rates">The rates by article.</param>
    /// <param name="progress">Gets the lines that are done.</param>
    /// <param name="discount">What is taken off.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The price.</returns>
    [RunOn(Model.ProcessPool, ExclusiveBy = nameof(order), MaxConcurrency = 2, TimeoutMilliseconds = 1000)]
    public static async Task<decimal> PriceCoreAsync(
        string order,
        [Broadcast] IReadOnlyDictionary<string, decimal> rates,
        IProgress<OrderLine>? progress,
        decimal discount = 0.5m,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(rates);
        progress?.Report(new OrderLine(new Book(order, 3), 1));
        await Task.Delay(1, cancel).ConfigureAwait(false);
        return rates[order] - discount;
    }

    /// <summary>Checks an order.</summary>
    [RunOn(Model.Process)]
    internal static Order Check(Order order, params int[] numbers) =>
        numbers.Length == 0 ? order : throw new SoldOutException("none") { Article = new Book("A", 1) };

    /// <summary>Lists what is in stock.</summary>
    /// <param name="first">Where to begin.</param>
    /// <param name="stop">Stops it.</param>
    [RunOn(Model.ProcessPool)]
    public static async IAsyncEnumerable<Article> ListAsync(int first, [EnumeratorCancellation] CancellationToken stop = default)
    {
        for (int i = first; i < 10; i++)
        {
            await Task.Delay(1, stop).ConfigureAwait(false);
            yield return new Book("A", i);
        }
    }

    /// <summary>Sends reminders.</summary>
    [RunOn(Model.ThreadPool)]
    [Obsolete("Nobody reads them.")]
    public static void Remind()
    {
    }

    /// <summary>Prepares a worker.</summary>
    [WorkerInitializer]
    internal static void Prepare()
    {
    }
}

/// <summary>Counts what it sees.</summary>
/// <param name="limit">No more than this.</param>
public partial class Counter(int limit)
{
    /// <summary>Counts.</summary>
    /// <typeparam name="T">Of what.</typeparam>
    /// <param name="items">The items.</param>
    /// <returns>How many.</returns>
    [RunOn(Model.EventLoop)]
    public int Count<T>(IReadOnlyCollection<T> items)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(items);
        return Math.Min(limit, items.Count);
    }

    /// <summary>Counts on a thread of its own.</summary>
    /// <param name="items">The items.</param>
    /// <returns>How many.</returns>
    [RunOn(Model.Thread, ThreadName = "counter")]
    public int CountAlone(IReadOnlyCollection<string> items) => Count(items);

    [RunOn(Model.ProcessPool)]
    private static Pair Swap(Pair pair) => new(pair.First, pair.Second);

    private sealed record Pair(string First, string? Second);
}
