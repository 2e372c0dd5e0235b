using System.Collections;
using System.Runtime.CompilerServices;

namespace ParallelGen.FaultTests;

/// <summary>Exceptions of methods, pleasant and unpleasant ones, on their way to the caller.</summary>
public sealed partial class ErrorTests : FaultTest
{
    private static readonly InvalidOperationException s_shared = new("shared by all calls of a worker");

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int ThrowCore(string name) =>
        throw new ArgumentException($"line {Line()}", name, new InvalidOperationException("cause", new FormatException("root")));

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static int ThrowAfreshCore(string name) => ThrowCore(name);

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int ThrowSharedCore(int number) => number < 0 ? number : throw s_shared;

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int ThrowStrangerCore(bool unwilling) =>
        throw (unwilling ? new HomeboundException(7) : new StrangerException("stranger", new FormatException("root")));

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int ThrowThornyCore(string member) => throw new ThornyException(member);

    /// <summary>A name that only this class knows.</summary>
    private sealed class StrangerException(string message, Exception inner) : InvalidOperationException(message, inner);

    /// <summary>Cannot be made in the process of the test.</summary>
    internal sealed class HomeboundException : Exception
    {
        public HomeboundException(int code)
            : base("homebound") => Code = WorkerContext.IsWorker ? code : throw new NotSupportedException("Only in a worker.");

        public int Code { get; }
    }

    /// <summary>One of its members throws, unless it is looked at by the test.</summary>
    internal sealed class ThornyException(string member) : Exception("smooth")
    {
        public string Member { get; } = member;

        public override string Message => Member == nameof(Message) ? throw new NotSupportedException() : base.Message;

        public override IDictionary Data => Member == nameof(Data) ? throw new NotSupportedException() : base.Data;

        public override string StackTrace => Member == nameof(StackTrace) ? throw new NotSupportedException() : base.StackTrace ?? "";

        public override string ToString() => Member == nameof(ToString) ? throw new NotSupportedException() : base.ToString();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task E01_MethodThrows_TypeMessageInnerChainAndTheUsersLine(bool afresh)
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => (afresh ? ThrowAfreshAsync("speed") : ThrowAsync("speed")).InTime());
        Assert.Equal("speed", error.ParamName);
        Assert.Matches(@"^line \d+ \(Parameter 'speed'\)$", error.Message);
        InvalidOperationException cause = Assert.IsType<InvalidOperationException>(error.InnerException);
        FormatException root = Assert.IsType<FormatException>(cause.InnerException);
        Assert.Equal(("cause", "root", null), (cause.Message, root.Message, root.InnerException));
        Assert.Contains("ErrorTests.ThrowCore(String name)", error.StackTrace, StringComparison.Ordinal);
        Assert.Contains($"ErrorTests.cs:{error.Message.Split(" (")[0]}", error.StackTrace, StringComparison.Ordinal);
        Assert.Contains("worker process", error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E05_WorkersThrowOneObjectAgainAndAgain_EachCallGetsItsOwn()
    {
        Outcome<int>[] outcomes = await ThrowSharedAll(Enumerable.Range(0, 20)).OutcomesAsync().InTime();
        Exception[] errors = [.. outcomes.Select(static outcome => outcome.Error!)];
        Assert.All(errors, error => Assert.Equal(s_shared.Message, Assert.IsType<InvalidOperationException>(error).Message));
        Assert.Equal(20, errors.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public async Task E05_NoWorkerStarts_EachCallGetsItsOwnException()
    {
        ProcessPool.Configure(Faults.Pool, static options => options.WorkingDirectory = "/no/such/folder");
        Task<int>[] singles = [.. Enumerable.Range(0, 10).Select(number => Faults.EchoAsync(number))];
        Outcome<int>[] outcomes = await Faults.EchoAll(Enumerable.Range(0, 10)).OutcomesAsync().InTime();
        var errors = new List<Exception>(outcomes.Select(static outcome => outcome.Error!));
        foreach (Task<int> single in singles)
        {
            errors.Add(await Assert.ThrowsAsync<WorkerStartException>(() => single.InTime()));
        }

        Assert.All(errors, static error => Assert.IsType<WorkerStartException>(error));
        Assert.Equal(20, errors.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public async Task S09_ExceptionOfAPrivateClass_ArrivesAsRemoteExceptionWithItsNames()
    {
        RemoteException error = await Assert.ThrowsAsync<RemoteException>(() => ThrowStrangerAsync(false).InTime());
        Assert.Equal(typeof(StrangerException).FullName, error.RemoteTypeName);
        Assert.True(error.Is<InvalidOperationException>());
        Assert.Equal("stranger", error.Message);
        Assert.Equal("root", Assert.IsType<FormatException>(error.InnerException).Message);
        Assert.Contains("ErrorTests.ThrowStrangerCore", error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S09_ExceptionWhoseConstructorThrowsHere_ArrivesAsRemoteException()
    {
        RemoteException error = await Assert.ThrowsAsync<RemoteException>(() => ThrowStrangerAsync(true).InTime());
        Assert.Equal(typeof(HomeboundException).FullName, error.RemoteTypeName);
        Assert.Equal("homebound", error.Message);
    }

    [Theory]
    [InlineData(nameof(Exception.Message))]
    [InlineData(nameof(Exception.Data))]
    [InlineData(nameof(Exception.StackTrace))]
    [InlineData(nameof(Exception.ToString))]
    public async Task S10_ExceptionWithAMemberThatThrows_ArrivesAndTheWorkerLives(string member)
    {
        int process = await Faults.ProcessIdAsync().InTime();
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => ThrowThornyAsync(member).InTime());
        Assert.True(error is ThornyException || (error is RemoteException remote && remote.Is<ThornyException>()), error.GetType().FullName);
        if (error is RemoteException)
        {
            Assert.Equal(member == nameof(Exception.Message) ? $"(Message of {typeof(ThornyException).FullName} threw System.NotSupportedException)" : "smooth", error.Message);
        }

        Assert.Equal(process, await Faults.ProcessIdAsync().InTime());
        Assert.Equal(0, ProcessPool.Get(Faults.Pool).GetSnapshot().Crashed);
    }

    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 1;

    private static int Line([CallerLineNumber] int line = 0) => line;
}
