// Reports: PGEN101
file record Order(int Id);
static partial class Work { partial class Inner { } [RunOn(Model.ProcessPool)] internal static int Count(List<int> a, nint handle) => 1; }
