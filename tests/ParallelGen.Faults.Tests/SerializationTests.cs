namespace ParallelGen.FaultTests;

/// <summary>Codecs that throw, exit and crash, in either process: exactly the call whose value it was fails.</summary>
public sealed partial class SerializationTests : FaultTest
{
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static Nasty TurnCore(Nasty argument, string where, Deed deed) => new(where, deed, argument.Ballast);

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static Nasty TurnAfreshCore(Nasty argument, string where, Deed deed) => TurnCore(argument, where, deed);

    /// <summary>Keeps its worker until a file is there.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static async Task HoldCore(string until, CancellationToken cancel)
    {
        while (!File.Exists(until))
        {
            await Task.Delay(5, cancel);
        }
    }

    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 1;

    [Fact]
    public Task S01_ArgumentCodecThrows_FailsOnlyThatCall() => FailsAloneAsync("write here", "");

    [Fact]
    public Task S02_ArgumentDecodeThrowsInTheWorker_ErrorHasTypeAndMessage() => FailsAloneAsync("read there", "");

    [Fact]
    public Task S03_ArgumentDecodeExits_OnlyThatCallFailsWithTheCode() => DiesAloneAsync(Deed.Exit, "read there", "");

    [Fact]
    public Task S04_ArgumentDecodeCrashes_OnlyThatCallFailsWithTheSignal() => DiesAloneAsync(Deed.Crash, "read there", "");

    [Fact]
    public Task S05_ResultEncodeThrows_ThatErrorAndTheWorkerLives() => FailsAloneAsync("", "write there");

    [Theory]
    [InlineData(Deed.Exit)]
    [InlineData(Deed.Crash)]
    internal Task S06_ResultEncodeExitsOrCrashes_OnlyThatCallFails(Deed deed) => DiesAloneAsync(deed, "", "write there");

    [Fact]
    public Task S07_ResultDecodeThrowsHere_OnlyThatCallFailsAndTheReaderLives() => FailsAloneAsync("", "read here");

    [Fact]
    public async Task S08_HundredFailingAndHundredGoodCallsInFullQueues_AllGoodOnesFinish()
    {
        using var folder = new TempFolder();
        string[] places = ["write here", "read there", "write there", "read here"];
        Task held = HoldAsync(folder.File("go"));
        await Deadline.UntilAsync(static () => ProcessPool.Get(Faults.Pool).GetSnapshot().Busy == 1, "the only worker is busy");

        // Two hundred times 16 KiB are more than a ring holds.
        Task<Nasty>[] calls = [.. Enumerable.Range(0, 200).Select(number =>
        {
            byte[] ballast = [.. Enumerable.Repeat((byte)number, 16 * 1024)];
            string place = number % 2 == 0 ? "" : places[number / 2 % places.Length];
            return TurnAsync(new Nasty(place, Deed.Throw, ballast), place, Deed.Throw);
        })];
        int failed = Enumerable.Range(0, 200).Count(number => number % 2 == 1 && places[number / 2 % places.Length] == "write here");
        Assert.Equal(failed, calls.Count(static call => call.IsFaulted));
        Assert.Equal(200 - failed, calls.Count(static call => !call.IsCompleted));
        await File.WriteAllTextAsync(folder.File("go"), "", TestContext.Current.CancellationToken);
        await held.InTime();
        for (int number = 0; number < calls.Length; number++)
        {
            if (number % 2 == 0)
            {
                Assert.Equal(Enumerable.Repeat((byte)number, 16 * 1024), (await calls[number].InTime()).Ballast!);
            }
            else
            {
                InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => calls[number].InTime());
                Assert.Equal($"nasty: {places[number / 2 % places.Length]}", error.Message);
            }
        }

        Assert.Equal(0, ProcessPool.Get(Faults.Pool).GetSnapshot().Crashed);
    }

    /// <summary>Alone and between neighbours of the same chunk, the call fails with the codec's exception, and its worker lives on.</summary>
    private static async Task FailsAloneAsync(string argument, string result)
    {
        int process = await Faults.ProcessIdAsync().InTime();
        var nasty = new Nasty(argument, Deed.Throw);
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => TurnAsync(nasty, result, Deed.Throw).InTime());
        Assert.Equal($"nasty: {argument}{result}", error.Message);

        Outcome<Nasty>[] outcomes = await TurnAll([(new(), "a", Deed.None), (nasty, result, Deed.Throw), (new(), "b", Deed.None)])
            .WithChunkSize(3).OutcomesAsync().InTime();
        Assert.Equal(("a", "b"), (outcomes[0].ValueOrThrow().Where, outcomes[2].ValueOrThrow().Where));
        Assert.Equal($"nasty: {argument}{result}", Assert.IsType<InvalidDataException>(outcomes[1].Error).Message);
        Assert.Equal(process, await Faults.ProcessIdAsync().InTime());

        error = await Assert.ThrowsAsync<InvalidDataException>(() => TurnAfreshAsync(nasty, result, Deed.Throw).InTime());
        Assert.Equal($"nasty: {argument}{result}", error.Message);
        Assert.Equal("c", (await TurnAfreshAsync(new(), "c", Deed.None).InTime()).Where);
    }

    /// <summary>Alone and between neighbours of the same chunk, the call fails with what its worker died of, and the others do not.</summary>
    private static async Task DiesAloneAsync(Deed deed, string argument, string result)
    {
        (int? Code, int? Signal) expected = deed == Deed.Exit ? (NastyCodec.ExitCode, null) : (128 + Faults.Abort, Faults.Abort);
        int process = await Faults.ProcessIdAsync().InTime();
        var nasty = new Nasty(argument, deed);
        WorkerCrashedException error = await Assert.ThrowsAsync<WorkerCrashedException>(() => TurnAsync(nasty, result, deed).InTime());
        Assert.Equal((expected.Code, expected.Signal, process), (error.ExitCode, error.Signal, error.ProcessId));

        Outcome<Nasty>[] outcomes = await TurnAll([(new(), "a", Deed.None), (nasty, result, deed), (new(), "b", Deed.None)])
            .WithChunkSize(3).OutcomesAsync().InTime();
        Assert.Equal(("a", "b"), (outcomes[0].ValueOrThrow().Where, outcomes[2].ValueOrThrow().Where));
        error = Assert.IsType<WorkerCrashedException>(outcomes[1].Error);
        Assert.Equal(expected, (error.ExitCode, error.Signal));
        Assert.Equal(2, ProcessPool.Get(Faults.Pool).GetSnapshot().Crashed);

        error = await Assert.ThrowsAsync<WorkerCrashedException>(() => TurnAfreshAsync(nasty, result, deed).InTime());
        Assert.Equal(expected, (error.ExitCode, error.Signal));
        Assert.Equal("c", (await TurnAfreshAsync(new(), "c", Deed.None).InTime()).Where);
    }
}
