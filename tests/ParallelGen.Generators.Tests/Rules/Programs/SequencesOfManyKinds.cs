public record Part(string? Name);
public static partial class Work
{
    [RunOn(Model.ProcessPool)] public static IEnumerable<Part?> Each(this string a, [Broadcast] Part b, IProgress<int>? c = null) { yield return b; }
    [RunOn(Model.ProcessPool, TimeoutMilliseconds = 5)] public static IAsyncEnumerable<(int A, string? B)> ReadCoreAsync(CancellationToken stop, int item, params int[] more) => throw new NotSupportedException();
    [RunOn(Model.ProcessPool)] public static IEnumerable<IEnumerable<int>> Nested() => Array.Empty<int[]>();
    [RunOn(Model.ProcessPool)] public static Task<IEnumerable<int>> Later(int a) => Task.FromResult(Enumerable.Range(0, a));
    static object[] Calls() => new object[] { "x".EachStream(new Part(null)), Work.EachStream("x", new Part(null), null, CancellationToken.None), ReadStream(1, new[] { 2 }, stop: default), NestedStream(), LaterAsync(1), LaterAll(new[] { 1 }) };
}
