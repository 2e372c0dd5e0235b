public static partial class Work
{
    /// <summary>See <see cref="CountAsync(int, CancellationToken)"/> and <see cref="CountAll(IEnumerable{int})"/>.</summary>
    [RunOn(Model.ProcessPool)] public static int Count(int a) => a + nameof(CountAsync).Length;
    static readonly Func<int, CancellationToken, Task<int>> s_call = CountAsync;
}
static class Probe { public static object Input => 1; public static object Result => 11; }
