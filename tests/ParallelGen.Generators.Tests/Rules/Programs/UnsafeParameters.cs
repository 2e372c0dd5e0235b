// Reports: PGEN003, PGEN101
// On threads: PGEN003
static unsafe partial class Work { [RunOn(Model.ProcessPool)] static int Sum(int* a, int n) => n; [RunOn(Model.ProcessPool)] static int Sum2(int*[] a) => 1; }
