namespace App
{
    public class Batch { public int X { get; set; } }
    public class Batch<T> { public T? X { get; set; } }
    public enum Model { A, B }
    public record CancellationToken(int T);
    public class Task { public int X; }
    public class Task<T> { public T? X; }
    public class ValueTuple { public int X; }
    public class String { public int X; }
    public class RunOnAttribute : Attribute { }
    public interface IEnumerable<T> { }
    public static partial class Work
    {
        private class Int32 { }
        private class WireWriter { }
        private class System { }
        private class ParallelGen { }
        [global::ParallelGen.RunOn(global::ParallelGen.Model.ProcessPool)] [RunOn]
        public static Task<int> Count(Batch<int> a, Model b, CancellationToken c, ValueTuple d, String e, Batch f, Task g) => new() { X = a.X + c.T + d.X + e.X + f.X + g.X };
    }
    public static class Probe { public static object Input => (new Batch<int> { X = 1 }, Model.B, new CancellationToken(2), new ValueTuple { X = 3 }, new String { X = 4 }, new Batch { X = 5 }, new Task { X = 6 }); public static object Result => new Task<int> { X = 21 }; }
}
