namespace App.System { public class Task { public int Id { get; set; } } public class Exception2 { } namespace Threading { public class CancellationToken { public int T { get; set; } } } namespace Collections { } }
namespace App.ParallelGen { public class Batch { public int B { get; set; } } public class Model2 { } namespace Generated { public class X { } } }
namespace App
{
    using global::ParallelGen;
    public static partial class Work
    {
        [RunOn(Model.ProcessPool)] public static int Count(System.Task task, ParallelGen.Batch batch, System.Threading.CancellationToken token) => task.Id + batch.B + token.T;
        [RunOn(Model.ProcessPool)] public static async global::System.Threading.Tasks.Task Wait(int a) => await global::System.Threading.Tasks.Task.Yield();
    }
    public static class Probe { public const string Call = "CountCall"; public static object Input => (new System.Task { Id = 1 }, new ParallelGen.Batch { B = 2 }, new System.Threading.CancellationToken { T = 3 }); public static object Result => 6; }
}
