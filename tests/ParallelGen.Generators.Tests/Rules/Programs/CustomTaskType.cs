// Reports: PGEN006
[System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder))]
public struct Job { private readonly Task _task; public Job(Task task) { _task = task; } }
partial class Work { [RunOn(Model.ProcessPool)] static Job Go(int a) => new(Task.CompletedTask); }
