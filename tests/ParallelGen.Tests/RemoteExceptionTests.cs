namespace ParallelGen.Tests;

/// <summary>An exception that could not be rebuilt still tells which type was thrown, wherever it is printed.</summary>
public sealed class RemoteExceptionTests
{
    [Fact]
    public void ToString_OfARemoteException_NamesTheTypeThatWasThrown() =>
        Assert.Equal("ParallelGen.RemoteException (Shop.OutOfStock): no apples", Remote("Shop.OutOfStock").ToString());

    [Theory]
    [InlineData("Shop.OutOfStock", "OutOfStock")]
    [InlineData("Shop.Till+OutOfStock", "OutOfStock")]
    [InlineData("OutOfStock", "OutOfStock")]
    [InlineData("Shop.OutOf`1[[System.Int32, System.Private.CoreLib, Version=10.0.0.0]]", "OutOf")]
    public void Messages_AboutARemoteException_NameTheTypeThatWasThrown(string type, string name)
    {
        Assert.Equal($"{name}: no apples", Outcome<int>.Failure(Remote(type)).ToString());
        Assert.Equal($"1 of 2 calls failed. [1] {name}: no apples", new BatchException([new ItemFailure(1, Remote(type))], 2).Message);
    }

    private static RemoteException Remote(string type) => new(type, ["System.Exception"], "no apples", null);
}
