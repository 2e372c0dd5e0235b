using System.Formats.Asn1;

namespace ParallelGen.EndToEnd;

/// <summary>Exception classes of the user's own projects, and those that an attribute names, cross as themselves.</summary>
public sealed class OwnExceptionTests
{
    [Fact]
    public async Task Call_ThrowsAnOwnException_ArrivesWithItsMembersAndTheRemoteStack()
    {
        RefusedException error = await Assert.ThrowsAsync<RefusedException>(() => Work.RefuseAsync("own").InTime());
        Assert.Equal(("No seats.", 7), (error.Message, error.Code));
        Assert.Equal(["a", "b"], error.Seats);
        Assert.Contains("Work.RefuseCore(String which)", error.StackTrace, StringComparison.Ordinal);
        Assert.Contains("worker process", error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ThrowsAnOwnExceptionInsideOthers_ItArrivesAsItself()
    {
        InvalidOperationException outer = await Assert.ThrowsAsync<InvalidOperationException>(() => Work.RefuseAsync("inner").InTime());
        Assert.Equal(8, Assert.IsType<RefusedException>(outer.InnerException).Code);
        AggregateException several = await Assert.ThrowsAsync<AggregateException>(() => Work.RefuseAsync("several").InTime());
        Assert.Equal([1, 2], several.InnerExceptions.Select(inner => Assert.IsType<RefusedException>(inner).Code));
    }

    [Fact]
    public async Task Call_ThrowsAnExceptionOfALibrary_ArrivesAsItself()
    {
        // The library is touched here, as it is by whoever catches its exceptions and has called it before.
        Assert.Equal("/there", new Apps.PlaceException("/there", null).Path);
        Apps.PlaceException error = await Assert.ThrowsAsync<Apps.PlaceException>(() => Work.RefuseAsync("library").InTime());
        Assert.Equal(("/here", "Nobody is at /here."), (error.Path, error.Message));
        Assert.Equal(9, Assert.IsType<RefusedException>(error.InnerException).Code);
    }

    [Fact]
    public async Task Call_ThrowsAnExceptionThatAnAttributeNames_ArrivesAsItself()
    {
        AsnContentException error = await Assert.ThrowsAsync<AsnContentException>(() => Work.RefuseAsync("named").InTime());
        Assert.Equal("cut off", error.Message);
        Assert.Contains("Work.RefuseCore(String which)", error.StackTrace, StringComparison.Ordinal);
        Assert.Equal(5, Assert.IsType<RefusedException>(error.InnerException).Code);
    }

    [Fact]
    public async Task Call_ThrowsAPrivateException_ArrivesAsRemoteExceptionAndNotAsItsBase()
    {
        RemoteException error = await Assert.ThrowsAsync<RemoteException>(() => Work.RefuseAsync("private").InTime());
        Assert.True(error.Is<RefusedException>());
        Assert.Equal("private", error.Message);
    }

    [Fact]
    public async Task Call_ThroughTwoProcesses_ArrivesAsItself()
    {
        RefusedException error = await Assert.ThrowsAsync<RefusedException>(() => PoolWork.RefuseFartherAsync("own").InTime());
        Assert.Equal(7, error.Code);
        Assert.Equal(2, error.StackTrace!.Split("--- End of stack trace from worker process").Length - 1);
    }

    [Fact]
    public async Task Batch_ThrowsOwnExceptions_NamesEachByIndex()
    {
        BatchException error = await Assert.ThrowsAsync<BatchException>(() => Work.RefuseAll(["own", "private", "library"]).ToArrayAsync().InTime());
        Assert.Equal([0L, 1L, 2L], error.Failures.Select(failure => failure.Index));
        Assert.IsType<RefusedException>(error.Failures[0].Error);
    }
}
