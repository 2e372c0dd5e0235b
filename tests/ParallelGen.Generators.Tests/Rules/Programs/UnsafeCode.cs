public unsafe struct Buffer { public fixed int Data[4]; public int Length; }
public static unsafe partial class Work
{
    [RunOn(Model.ProcessPool)] public static unsafe int Sum(Buffer buffer) => buffer.Data[0] + buffer.Length;
}
static unsafe class Probe { public static object Input { get { Buffer b = default; b.Data[0] = 3; b.Length = 4; return b; } } public static object Result => 7; }
