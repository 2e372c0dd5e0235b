// Reports: PGEN017
file static partial class Work { [RunOn(Model.ProcessPool)] internal static int Count(int a) => 1; }
