// Reports: PGEN017
public partial interface IOuter { public static partial class Work { [RunOn(Model.ProcessPool)] public static int A(int a) => a; } }
