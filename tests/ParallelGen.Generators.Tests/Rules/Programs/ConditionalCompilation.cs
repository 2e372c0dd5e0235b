#define TRACE_WORK
#undef OTHER
static partial class Work
{
#if TRACE_WORK
    [RunOn(Model.ProcessPool)]
#endif
    internal static int Count(
#if OTHER
        string a
#else
        int a
#endif
        ) => a;
#if OTHER
    [RunOn(Model.ProcessPool)] int Broken(ref int a) => 1;
#endif
}
static class Probe { public static object Input => 3; public static object Result => 3; }
