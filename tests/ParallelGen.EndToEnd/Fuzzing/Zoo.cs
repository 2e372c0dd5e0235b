using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json.Serialization;

namespace ParallelGen.EndToEnd.Fuzzing;

/// <summary>Types of every kind for which codecs are emitted. They are fuzzed; nobody calls the method.</summary>
internal static partial class Zoo
{
    /// <summary>One of each that a codec can lead on into.</summary>
    public static IEnumerable<object> Samples =>
    [
        new Tree { Value = 1, Children = [new Tree(), new Tree { Value = 2, Children = [new Tree { Value = 3 }] }] },
        new Cat { Name = "cat", Lives = 9 },
        new Dog { Name = "dog", Friend = new Cat { Lives = 1 }, Toys = ["ball", null] },
        new Mixed { Text = "text", Number = 5, Next = 0.5 },
        new Shelf(new Dictionary<int, Mixed[]> { [3] = [new Mixed { Text = "a" }, default] }),
        MakeCage(),
    ];

    [RunOn(Model.ProcessPool, Pool = Work.Pool)]
    internal static Cage TurnCore(Cage cage, Tree tree, Animal?[] animals, Shelf? shelf) => cage with { Tree = tree, Animal = animals[0], Shelf = shelf };

    private static Cage MakeCage() => new(
        "name", 5, Mode.Second, 1.50m, DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, new DateOnly(2000, 2, 29), new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11]),
        new Uri("../there", UriKind.Relative), new Version(1, 2), BigInteger.Pow(3, 90), (7, "seven"), new Spot(1, 2), [new Mixed { Text = "m" }],
        new Dictionary<string, Spot?> { ["here"] = new Spot(3, 4), ["nowhere"] = null }, new int[2, 3], null, new byte[] { 1, 2, 3 },
        [new Spot(5, 6)], ["one", "two"], new Tree(), null);

    internal enum Mode : byte
    {
        First,
        Second,
    }

    /// <summary>Without references: a memory image.</summary>
    internal readonly record struct Spot(int X, double Y);

    internal struct Mixed
    {
        public string? Text;
        public int Number;
        public double? Next;
    }

    internal sealed class Tree
    {
        public List<Tree?>? Children { get; set; }

        public int Value { get; set; }
    }

    [JsonDerivedType(typeof(Cat))]
    [JsonDerivedType(typeof(Dog))]
    internal abstract class Animal
    {
        public string? Name { get; set; }
    }

    internal sealed class Cat : Animal
    {
        public int Lives { get; set; }
    }

    internal sealed class Dog : Animal
    {
        public Animal? Friend { get; set; }

        public string?[]? Toys { get; set; }
    }

    internal sealed class Shelf(IReadOnlyDictionary<int, Mixed[]> boards)
    {
        public IReadOnlyDictionary<int, Mixed[]> Boards { get; } = boards;
    }

    internal sealed record Cage(
        string Name,
        int? Number,
        Mode Mode,
        decimal Price,
        DateTime When,
        DateTimeOffset There,
        DateOnly Day,
        Guid Id,
        Uri? Link,
        Version? Version,
        BigInteger Big,
        (int Number, string? Text) Pair,
        Spot Spot,
        List<Mixed> Mixed,
        Dictionary<string, Spot?> Map,
        int[,] Board,
        Animal? Animal,
        ReadOnlyMemory<byte> Bytes,
        ImmutableArray<Spot> Spots,
        HashSet<string> Names,
        Tree Tree,
        Shelf? Shelf);
}
