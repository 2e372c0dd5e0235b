// Reports: PGEN103
public static partial class Work { [RunOn(Model.ProcessPool)] public static int A(object[,] a, List<object>[,][] b) => 1; }
