// Reports: PGEN101
public static partial class Work { [RunOn(Model.ProcessPool)] public static int A(int[,] a, int[][,] b) => 1; }
