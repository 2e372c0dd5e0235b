public static partial class Work { [RunOn(Model.ProcessPool)] public static async ValueTask<(int Sum, string? Text)> AddAsyncCore(int a, CancellationToken stop, int b) { await Task.Delay(0, stop); return (a + b, null); } }
static class Probe { public static object Input => (1, 2); public static object Result => (3, (string?)null); }
