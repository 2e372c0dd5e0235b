// Reports: PGEN012
public static partial class Work { [WorkerInitializer] private static void A() { } [WorkerInitializer] internal static async void B() => await Task.Yield(); [WorkerInitializer] internal static int C() => 1; [RunOn(Model.ProcessPool)] public static int D(int a) => a; }
