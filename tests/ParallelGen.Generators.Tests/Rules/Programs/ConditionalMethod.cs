// Reports: PGEN016
static partial class Work { [RunOn(Model.ProcessPool)] [System.Diagnostics.Conditional("NEVER_DEFINED")] internal static void Count(int a) { } }
