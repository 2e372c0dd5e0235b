// Reports: PGEN007
static partial class Work
{
    [RunOn(Model.ProcessPool)] static int Fall(int a) => 1;
    [RunOn(Model.ProcessPool, Name = "X")] static int One(int count) => 1;
    [RunOn(Model.ProcessPool, Name = "X")] static int Two(int count) => 1;
}
