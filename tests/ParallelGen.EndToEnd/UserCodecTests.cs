namespace ParallelGen.EndToEnd;

/// <summary>A user's codec that throws fails its own call, wherever it runs, and nothing else.</summary>
public sealed class UserCodecTests
{
    [Theory]
    [InlineData("write here", "")]
    [InlineData("read there", "")]
    [InlineData("", "write there")]
    [InlineData("", "read here")]
    public async Task Codec_Throws_CallFailsWithItsExceptionAndTheWorkerLivesOn(string argument, string result)
    {
        await using PoolScope pool = await PoolScope.EnterAsync(TouchyWork.Pool, options => options.Workers = 1);
        Assert.Equal("fine", (await TouchyWork.TurnAsync(new Touchy(""), "fine").InTime()).Where);
        int process = Assert.Single(ProcessPool.Get(TouchyWork.Pool).GetSnapshot().Workers).ProcessId;

        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => TouchyWork.TurnAsync(new Touchy(argument), result).InTime());
        Assert.Equal($"touched: {argument}{result}", error.Message);

        Outcome<Touchy>[] outcomes = await TouchyWork.TurnAll([(new Touchy(""), "a"), (new Touchy(argument), result), (new Touchy(""), "b")])
            .WithChunkSize(3).OutcomesAsync().InTime();
        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.Succeeded));
        Assert.IsType<InvalidDataException>(outcomes[1].Error);
        Assert.Equal(process, Assert.Single(ProcessPool.Get(TouchyWork.Pool).GetSnapshot().Workers).ProcessId);
    }
}
