// Reports: PGEN101
public struct Handle { public nint Value; }
public static partial class Work { [RunOn(Model.ProcessPool)] public static int A(Handle handle) => 1; [RunOn(Model.ProcessPool)] public static UIntPtr B(int x) => 0; }
