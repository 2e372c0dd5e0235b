// Reports: PGEN101
[Obsolete("t", true)] public record Old(int X);
public static partial class Work { [Obsolete("m", true)] [RunOn(Model.ProcessPool)] public static int A(Old[] old) => 1; }
