// Reports: PGEN007
static partial class Work { [RunOn(Model.ProcessPool)] static int Async(int a) => 1; [RunOn(Model.ProcessPool)] static int CoreAsync(int a) => 1; }
