// Reports: PGEN101
partial class Work
{
    [RunOn(Model.ProcessPool)] static Task<Task<int>> A(int a) => Task.FromResult(Task.FromResult(1));
    [RunOn(Model.ProcessPool)] static ValueTask<ValueTask> B(int a) => default;
    [RunOn(Model.ProcessPool)] static int C(Task<int> a) => 1;
}
