// Reports: PGEN010, PGEN018
// On threads: PGEN009, PGEN010, PGEN018
public static partial class Work
{
    [RunOn((Model)99)] public static int A(int a) => a;
    [RunOn(Model.ProcessPool, Name = "@x")] public static int B(int a) => a;
    [RunOn(Model.ProcessPool, Name = "a b", Pool = "")] public static int C(int a) => a;
    [RunOn(Model.ProcessPool, TimeoutMilliseconds = int.MinValue, ThreadName = "")] public static int D(int a) => a;
    [RunOn(Model.ProcessPool, ThreadPriority = (ThreadPriority)17)] public static int E(int a) => a;
}
