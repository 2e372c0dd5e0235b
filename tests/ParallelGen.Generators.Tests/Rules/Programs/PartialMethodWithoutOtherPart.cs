// Reports: PGEN013
static partial class Work
{
    [RunOn(Model.ProcessPool)] static partial void Add(int left);
}
