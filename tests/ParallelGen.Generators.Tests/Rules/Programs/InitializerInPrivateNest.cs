// Reports: PGEN012
public static partial class Work { private static class Inner { [WorkerInitializer] internal static void A() { } } }
