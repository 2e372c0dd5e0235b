public static partial class Work
{
    [RunOn(Model.ProcessPool)] public static IReadOnlyDictionary<string, IReadOnlyList<int>> Same(IReadOnlyDictionary<string, IReadOnlyList<int>> a, ISet<int> b, ICollection<string?> c, IDictionary<int, ISet<string>>? d, Queue<int> e, Stack<int> f) => a;
}
static class Probe
{
    public static object Input => ((IReadOnlyDictionary<string, IReadOnlyList<int>>)new Dictionary<string, IReadOnlyList<int>> { ["a"] = new List<int> { 1 } }, (ISet<int>)new HashSet<int> { 1 }, (ICollection<string?>)new List<string?> { null }, (IDictionary<int, ISet<string>>?)null, new Queue<int>(new[] { 1, 2 }), new Stack<int>(new[] { 1, 2 }));
    public static object Result => new Dictionary<string, IReadOnlyList<int>> { ["a"] = new List<int> { 1 } };
}
