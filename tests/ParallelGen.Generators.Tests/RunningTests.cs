using System.Reflection;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>What is generated for models within the process, run for real: a program of the user's whose <c>Probe</c> says what it saw.</summary>
public class RunningTests
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(30);

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using ParallelGen;

        """;

    public static TheoryData<string> Models => [nameof(global::ParallelGen.Model.Thread), nameof(global::ParallelGen.Model.ThreadPool), nameof(global::ParallelGen.Model.EventLoop)];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Instance_OfAClass_IsTheCallersOwn(string model) => Assert.Equal("6 7,8 9,19 3", await ProbeAsync(model, """
        public partial class Work(int start)
        {
            private int _calls;
            [Run] public virtual int Add(int a, int b = 1) { Interlocked.Increment(ref _calls); return start + a + b; }
            public static async Task<string> Probe()
            {
                Work work = new Derived();
                int one = await new Work(1).AddAsync(4);
                string many = string.Join(",", await new Work(1).AddAll([5, 6]));
                string all = string.Join(",", await work.AddAll([(1, 2), (3, 4)]));
                await work.AddAsync(1);
                return $"{one} {many} {all} {work._calls}";
            }
            private class Derived() : Work(0) { public override int Add(int a, int b) { base.Add(a, b); return a == 1 ? 9 : 19; } }
        }
        """));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Instance_OfAStruct_IsCopiedWhenTheCallIsMade(string model) => Assert.Equal("11 12,13 2,2 11,11 10", await ProbeAsync(model, """
        public partial struct Work
        {
            public int X;
            [Run] public int Add(int a) => X += a;
            [Run(Name = "Next")] public int Step() => ++X;
            public static async Task<string> Probe()
            {
                Work work = new() { X = 10 };
                Work other = new() { X = 1 };
                Batch<int> batch = work.AddAll([2, 3]);
                Batch<int> steps = other.NextAll(2);
                other.X = 100;
                int one = await work.AddAsync(1);
                work.X = 50;
                string many = string.Join(",", await batch);
                work.X = 10;
                return $"{one} {many} {string.Join(",", await steps)} {string.Join(",", await work.NextAll(2))} {work.X}";
            }
        }
        """));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Parameters_OfEachKind_ComeToTheirPlaces(string model) => Assert.Equal("t1w5n a1w7n,b2w7n a1w7x,b2w7y", await ProbeAsync(model, """
        public static partial class Work
        {
            [Run] public static string Join(string a, [Broadcast] string weights, IProgress<int> progress, int b, string c = "n", CancellationToken cancel = default)
            {
                progress.Report(b);
                return $"{a}{b}{weights}{c}";
            }

            public static async Task<string> Probe()
            {
                string one = await JoinAsync("t", "w5", null!, 1);
                string many = string.Join(",", await JoinAll([("a", 1), ("b", 2)], "w7"));
                Sum sum = new();
                string all = string.Join(",", await JoinAll([("a", 1, "x"), ("b", 2, "y")], "w7", sum));
                return sum.Total == 3 ? $"{one} {many} {all}" : "the reports are missing";
            }

            private sealed class Sum : IProgress<int> { public int Total; public void Report(int value) => Interlocked.Add(ref Total, value); }
        }
        """));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Progress_WithoutAHandler_IsNullOnlyWhereTheMethodSaysSo(string model) => Assert.Equal("True False", await ProbeAsync(model, """
        public static partial class Work
        {
            [Run] public static bool Mine(int a, IProgress<int>? progress) => progress is null;
            [Run] public static bool Never(IProgress<int> progress) => progress is null;
            public static async Task<string> Probe() => $"{(await MineAll([1]))[0]} {(await NeverAll(1))[0]}";
        }
        """));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Generic_OfSeveralTypes_RunsForEach(string model) => Assert.Equal("1 x 2.5,3.5 System.DayOfWeek", await ProbeAsync(model, """
        public partial class Work
        {
            [Run] public T Pick<T>(T a, [Broadcast] List<T> more) where T : notnull => more.Count == 0 ? a : more[0];
            [Run] public static string Name<T>() where T : struct, Enum => typeof(T).ToString();
            public static async Task<string> Probe()
            {
                Work work = new();
                return $"{await work.PickAsync(1, [])} {await work.PickAsync("y", ["x"])} {string.Join(",", await work.PickAll([2.5, 3.5], []))} {(await NameAll<DayOfWeek>(1))[0]}";
            }
        }
        """));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Dynamic_OfBothWays_StaysDynamic(string model) => Assert.Equal("3 ab", await ProbeAsync(model, """
        public static partial class Work
        {
            [Run] public static dynamic Add(this string _, dynamic a, List<dynamic> b) => a + b[0];
            public static async Task<string> Probe() => $"{(await "".AddAsync(1, [2])) + 0} {(await AddAll([("", (dynamic)"a", new List<dynamic> { "b" })]))[0]}";
        }
        """));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Task_ThatIsNull_IsNamed(string model) => Assert.Equal("Work.First Work.Second", await ProbeAsync(model, """
        public static partial class Work
        {
            [Run] public static Task First() => null!;
            [Run] public static Task<int> Second(int a) => null!;
            [Run] public static async ValueTask Third(int a) { if (a > 0) { await Task.Yield(); } }
            public static async Task<string> Probe()
            {
                await ThirdAll([0, 1]);
                return $"{await Head(FirstAsync())} {await Head(SecondAsync(1))}";
            }

            private static async Task<string> Head(Task call)
            {
                try { await call; return "nothing"; }
                catch (InvalidOperationException e) when (e.Message.Contains("returned null instead of a task")) { return e.Message.Split(' ')[0]; }
            }
        }
        """));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Protected_AndPrivate_AreCalledFromWithin(string model) => Assert.Equal("1 2 3", await ProbeAsync(model, """
        public abstract partial class Base { [Run] protected virtual int One() => 0; [Run] private int Two() => 2; public Task<int> Second() => TwoAsync(); }
        public partial class Work : Base
        {
            protected override int One() => 1;
            public partial record struct Nested { [Run] private static int Three() => 3; public static Task<int> Third() => ThreeAsync(); }
            public static async Task<string> Probe() => $"{await new Work().OneAsync()} {await new Work().Second()} {await Nested.Third()}";
        }
        """));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Sequence_OfEachKind_GivesItsItems(string model) => Assert.Equal("1,2,3 6,5 stopped True", await ProbeAsync(model, """
        public partial class Work
        {
            private int _start = 1;
            [Run] public IEnumerable<int> Count(int to) { for (int i = _start; i <= to; i++) { yield return i; } }
            [Run] public static async IAsyncEnumerable<T> Reverse<T>(T[] items, IProgress<T> progress, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
            {
                foreach (T item in items.Reverse()) { await Task.Yield(); progress.Report(item); yield return item; }
                await Task.Delay(Timeout.Infinite, cancel);
            }
            [Run] public static IEnumerable<int> Nothing() => null!;

            public static async Task<string> Probe()
            {
                List<int> first = [], second = [];
                await foreach (int i in new Work().CountStream(3)) { first.Add(i); }
                using CancellationTokenSource stop = new();
                string end = "went on";
                try
                {
                    await foreach (int i in ReverseStream([5, 6], null!, stop.Token)) { second.Add(i); if (i == 5) { stop.Cancel(); } }
                }
                catch (OperationCanceledException e) when (e.CancellationToken == stop.Token) { end = "stopped"; }
                bool refused = false;
                try { await foreach (int i in NothingStream()) { } } catch (InvalidOperationException) { refused = true; }
                return $"{string.Join(",", first)} {string.Join(",", second)} {end} {refused}";
            }
        }
        """));

    private static async Task<string> ProbeAsync(string model, string text)
    {
        string program = text
            .Replace("[Run]", $"[RunOn(Model.{model})]", StringComparison.Ordinal)
            .Replace("[Run(", $"[RunOn(Model.{model}, ", StringComparison.Ordinal);
        Assembly assembly = GeneratorDriverHarness.Run(Usings + program).Load();
        Task<string> probe = (Task<string>)assembly.GetType("Work")!.GetMethod("Probe")!.Invoke(null, null)!;
        return await probe.WaitAsync(s_deadline, TestContext.Current.CancellationToken);
    }
}
