// Reports: PGEN002
partial class Outer { private partial class Work { [RunOn(Model.ProcessPool)] public static int Count(int a) => 1; } }
