public static partial class Work { internal static int State; [WorkerInitializer, RunOn(Model.ProcessPool)] internal static async Task Start() { await Task.Yield(); State = 1; } [RunOn(Model.ProcessPool)] public static int D(int a) => a + State; }
static class Probe { public const string Call = "DCall"; public static object Input => 1; public static object Result => 1; }
