// Reports: PGEN001
public static class Work { [RunOn(Model.ProcessPool)] public static int A(int a) => a; }
