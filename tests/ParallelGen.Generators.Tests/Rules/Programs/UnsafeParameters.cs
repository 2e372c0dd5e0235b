// Reports: PGEN003, PGEN101
static unsafe partial class Work { [RunOn(Model.ProcessPool)] static int Sum(int* a, int n) => n; [RunOn(Model.ProcessPool)] static int Sum2(int*[] a) => 1; }
