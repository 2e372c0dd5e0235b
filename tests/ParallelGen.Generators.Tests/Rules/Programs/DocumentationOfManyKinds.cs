// On threads: PGEN009
public static partial class Work
{
    /// <summary>Adds <paramref name="a"/> &lt; <paramref name="b"/> to <see cref="List{T}"/>.</summary>
    /// <param name="a">A</param>
    /// <param name="b">B</param>
    /// <param name="stop">Stop</param>
    /// <returns>Sum</returns>
    /// <exception cref="InvalidOperationException">Never.</exception>
    [RunOn(Model.ProcessPool, Pool = "<&\">")] public static Dictionary<string, (int, List<int[]>)> Add(Dictionary<string, (int, List<int[]>)> a, int b = 2, CancellationToken stop = default) => a;
}
