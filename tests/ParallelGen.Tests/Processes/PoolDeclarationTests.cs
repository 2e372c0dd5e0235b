using ParallelGen.Processes;

namespace ParallelGen.Tests.Processes;

/// <summary>What [assembly: ProcessPool] declarations of several assemblies come to.</summary>
public sealed class PoolDeclarationTests
{
    private const string Pool = "imaging";

    [Fact]
    public void Resolve_NobodyDeclaresThePool_GivesTheDefaults()
    {
        ProcessPoolOptions options = Resolve([("App", new ProcessPoolAttribute("other") { Workers = 3 })], []);
        Assert.Equal((0, 0, 0, 2000, 0, 0, 1), Values(options));
    }

    [Fact]
    public void Resolve_EverythingDeclared_IsTaken() =>
        Assert.Equal((3, 100, 512, 50, 60_000, 2, 2), Values(Resolve([], [("A", Full())])));

    [Fact]
    public void Resolve_EntryAssemblyDeclares_WinsOverOthersThatDisagree() => Assert.Equal(
        5, Resolve([("App", new ProcessPoolAttribute(Pool) { Workers = 5 })], [("A", Full()), ("B", new ProcessPoolAttribute(Pool) { Workers = 4 })]).Workers);

    [Fact]
    public void Resolve_OthersDisagree_ThrowsAndNamesBoth()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => Resolve([], [("A", Full()), ("B", new ProcessPoolAttribute("other")), ("C", new ProcessPoolAttribute(Pool) { Workers = 4 })]));
        Assert.Contains("'imaging' is declared with different options by A and C", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SparesSetToTheDefaultByOne_IsADisagreement() => Assert.Throws<InvalidOperationException>(
        () => Resolve([], [("A", new ProcessPoolAttribute(Pool)), ("B", new ProcessPoolAttribute(Pool) { Spares = 0 })]));

    [Fact]
    public void Resolve_OneAssemblyDeclaresTwice_MustAgreeWithItself()
    {
        Assert.Equal(3, Resolve([("App", Full()), ("App", Full())], []).Workers);
        Assert.Throws<InvalidOperationException>(() => Resolve([("App", Full()), ("App", new ProcessPoolAttribute(Pool))], []));
    }

    [Fact]
    public void Resolve_OthersAgree_IsFine() => Assert.Equal(3, Resolve([], [("A", Full()), ("B", Full())]).Workers);

    [Fact]
    public void Resolve_InAWorker_LeavesTheNumberOfWorkersToTheDefault()
    {
        ProcessPoolOptions options = PoolDeclarations.Resolve(Pool, [("App", Full())], [], inWorker: true);
        Assert.Equal((0, 100), (options.Workers, options.MaxTasksPerWorker));
    }

    [Fact]
    public void Resolve_ValueThatNoPoolCanHave_ThrowsAndNamesTheAssembly()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => Resolve([("App", new ProcessPoolAttribute(Pool) { Workers = -1 })], []));
        Assert.Contains("The assembly App declares the pool 'imaging'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spares_NotSet_AreNoneForThePoolAndOneForFreshProcesses()
    {
        Assert.Equal((0, 1), (new ProcessPoolOptions().Spares, new ProcessPoolOptions().FreshSpares));
        Assert.Equal((0, 0), (new ProcessPoolOptions { Spares = 0 }.Spares, new ProcessPoolOptions { Spares = 0 }.FreshSpares));
    }

    private static ProcessPoolOptions Resolve((string, ProcessPoolAttribute)[] entry, (string, ProcessPoolAttribute)[] others) =>
        PoolDeclarations.Resolve(Pool, entry, others, inWorker: false);

    private static ProcessPoolAttribute Full() => new(Pool)
    {
        Workers = 3,
        MaxTasksPerWorker = 100,
        MaxWorkerMemoryMegabytes = 512,
        KillGraceMilliseconds = 50,
        IdleTimeoutMilliseconds = 60_000,
        Spares = 2,
    };

    private static (int, int, int, int, int, int, int) Values(ProcessPoolOptions options) => (
        options.Workers, options.MaxTasksPerWorker, options.MaxWorkerMemoryMegabytes, options.KillGraceMilliseconds,
        options.IdleTimeoutMilliseconds, options.Spares, options.FreshSpares);
}
