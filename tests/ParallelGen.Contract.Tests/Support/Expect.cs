namespace ParallelGen.Contract;

/// <summary>Comparisons that a collection expression can be the first argument of, also where the second is awaited.</summary>
internal static class Expect
{
    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual) => Assert.Equal(expected, actual);
}
