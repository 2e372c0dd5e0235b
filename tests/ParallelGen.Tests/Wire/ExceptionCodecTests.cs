using System.Collections;
using CsCheck;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

public sealed class ExceptionCodecTests
{
    [Fact]
    public void TypeOutsideTheTable_ArrivesAsRemoteException()
    {
        Exception original = ExceptionWire.Thrown(new OrderException("no stock", new TimeoutException("inner")) { HResult = 5 });
        original.Data["order"] = 17;
        var copy = Assert.IsType<RemoteException>(ExceptionWire.Copy(original));
        CheckOrder(copy, original);
        CheckOrder(Assert.IsType<RemoteException>(ExceptionWire.Copy(copy)), original);
    }

    private static void CheckOrder(RemoteException copy, Exception original)
    {
        Assert.Equal(typeof(OrderException).FullName, copy.RemoteTypeName);
        Assert.Equal(["ParallelGen.Tests.Wire.ExceptionCodecTests+ShopException", "System.InvalidOperationException", "System.SystemException", "System.Exception"], copy.RemoteBaseTypeNames);
        Assert.True(copy.Is<OrderException>());
        Assert.True(copy.Is<InvalidOperationException>());
        Assert.False(copy.Is<IOException>());
        Assert.Equal("no stock", copy.Message);
        Assert.Equal(5, copy.HResult);
        Assert.Equal(17, copy.Data["order"]);
        Assert.IsType<TimeoutException>(copy.InnerException);
        Assert.StartsWith(original.StackTrace!, copy.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void RemoteStackTrace_AfterRethrow_IsFollowedByTheLocalOne()
    {
        Exception original = ExceptionWire.Thrown(new IOException("disk"));
        Exception copy = ExceptionWire.Thrown(ExceptionWire.Copy(original));
        string[] lines = copy.StackTrace!.Split(Environment.NewLine);
        Assert.Contains("ExceptionWire.Thrown", lines[0], StringComparison.Ordinal);
        Assert.Contains("--- End of stack trace from worker process 1234 ---", lines);
        Assert.Contains("ExceptionWire.Thrown", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void InnerException_Thrown_HasItsOwnRemoteStackTrace()
    {
        Exception copy = ExceptionWire.Copy(new IOException("outer", ExceptionWire.Thrown(new TimeoutException("inner"))));
        Assert.Null(copy.StackTrace);
        Assert.Contains("ExceptionWire.Thrown", copy.InnerException!.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void AggregateOfAUserType_KeepsAllInnerExceptions()
    {
        Exception copy = ExceptionWire.Copy(new ManyException(new IOException("a"), new IOException("b")));
        var inner = Assert.IsType<AggregateException>(Assert.IsType<RemoteException>(copy).InnerException);
        Assert.Equal(["a", "b"], inner.InnerExceptions.Select(error => error.Message));
    }

    [Fact]
    public void ActualValue_NotPrimitive_ArrivesAsText()
    {
        var original = new ArgumentOutOfRangeException("x", new Version(1, 2), "bad");
        var copy = Assert.IsType<ArgumentOutOfRangeException>(ExceptionWire.Copy(original));
        Assert.Equal(original.Message, copy.Message);
        Assert.Equal("1.2", copy.ActualValue);
    }

    [Fact]
    public void ExceptionWhoseMembersThrow_IsToldInTheirPlace()
    {
        var copy = Assert.IsType<RemoteException>(ExceptionWire.Copy(new VileException()));
        Assert.Contains("Message", copy.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(NotSupportedException), copy.Message, StringComparison.Ordinal);
        Assert.Contains("StackTrace", copy.StackTrace, StringComparison.Ordinal);
        Assert.Contains(nameof(NotSupportedException), (string)copy.Data["Data"]!, StringComparison.Ordinal);
        ExceptionWire.Copy(new AggregateException(new VileException(), new TimeoutException()));
        ExceptionWire.Copy(new ArgumentOutOfRangeException("x", new VileValue(), "bad"));
    }

    [Fact]
    public void NullMessageAndData_Survive()
    {
        var copy = Assert.IsType<RemoteException>(ExceptionWire.Copy(new NullException()));
        Assert.Equal("", copy.Message);
    }

    [Fact]
    public void InnerChain_LongerThanTheLimit_IsCutWithANote()
    {
        Exception chain = new TimeoutException("0");
        for (int i = 1; i <= 200; i++)
        {
            chain = new IOException($"{i}", chain);
        }

        Exception copy = ExceptionWire.Copy(chain);
        int levels = 0;
        for (; copy.InnerException is { } inner; copy = inner)
        {
            levels++;
        }

        Assert.Equal(ExceptionBudget.MaxDepth, levels);
        Assert.Contains("1 inner exceptions were not sent", copy.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Aggregate_OfTooMany_IsCutWithANote()
    {
        Exception copy = ExceptionWire.Copy(new AggregateException("many", Enumerable.Range(0, 250).Select(i => new IOException($"<{i}>"))));
        var aggregate = Assert.IsType<AggregateException>(copy);
        Assert.Equal(ExceptionBudget.MaxInner, aggregate.InnerExceptions.Count);
        Assert.StartsWith("many (<0>) (<1>)", copy.Message, StringComparison.Ordinal);
        Assert.EndsWith("(<99>)", copy.Message, StringComparison.Ordinal);
        Assert.Contains("150 inner exceptions were not sent", copy.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_OfTooManyFailures_KeepsItsMessageAndTotal()
    {
        var original = new BatchException([.. Enumerable.Range(0, 250).Select(i => new ItemFailure(i * 2, new OrderException($"{i}", null)))], 500);
        var copy = Assert.IsType<BatchException>(ExceptionWire.Copy(original));
        Assert.Equal(original.Message, copy.Message);
        Assert.Equal(500, copy.Total);
        Assert.Equal(ExceptionBudget.MaxInner, copy.Failures.Count);
        Assert.Equal(198, copy.Failures[^1].Index);
        Assert.Equal("99", copy.Failures[^1].Error.Message);
    }

    [Fact]
    public void LongTexts_AreCutWithANote()
    {
        string text = new('x', ExceptionBudget.MaxText + 1000);
        Exception copy = ExceptionWire.Copy(new IOException(text));
        Assert.StartsWith(text[..ExceptionBudget.MaxText], copy.Message, StringComparison.Ordinal);
        Assert.EndsWith("… (1000 more characters were not sent)", copy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TreeOfAggregates_IsBoundedAsAWhole()
    {
        Exception tree = new IOException(new string('x', 100_000));
        for (int level = 0; level < 5; level++)
        {
            tree = new BushException([.. Enumerable.Repeat(tree, 100)]);
        }

        byte[] bytes = ExceptionWire.Encode(tree);
        Assert.InRange(bytes.Length, 1, 12 << 20);
        Assert.IsType<RemoteException>(ExceptionWire.Decode(bytes));
    }

    [Fact]
    public void HostileBytes_GiveAnExceptionOrAFormatException()
    {
        var random = new PCG(5, 42);
        byte[][] messages = [.. ExceptionSamples.All.Select(ExceptionWire.Encode), ExceptionWire.Encode(new OrderException("a", new AggregateException(new IOException("b"))))];
        foreach (byte[] message in messages)
        {
            for (int i = 0; i < 60; i++)
            {
                byte[] bytes = [.. message];
                bytes[random.Next((uint)bytes.Length)] ^= (byte)(1 << (int)random.Next(8));
                DecodeHostile(i % 2 == 0 ? bytes : bytes[..(int)random.Next((uint)bytes.Length)]);
            }
        }
    }

    [Fact]
    public void HostileDepth_IsAFormatException()
    {
        // One exception, up to the place of the inner ones: all the bytes but the count of none.
        byte[] level = ExceptionWire.Encode(new IOException("x"))[..^1];
        byte[] bytes = [.. Enumerable.Repeat<byte[]>([.. level, 1], 100_000).SelectMany(part => part)];
        Assert.Throws<WireFormatException>(() => { ExceptionWire.Decode(bytes); });
    }

    private static void DecodeHostile(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ExceptionWire.Decode(bytes);
        }
        catch (WireFormatException)
        {
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (bytes.Length * 512L) + (256 * 1024));
    }

    private class ShopException(string message, Exception? inner) : InvalidOperationException(message, inner);

    private sealed class OrderException(string message, Exception? inner) : ShopException(message, inner);

    private sealed class ManyException(params Exception[] inner) : AggregateException(inner);

    private sealed class BushException(Exception[] inner) : AggregateException(inner)
    {
        public override string Message => "bush";
    }

    private sealed class NullException : Exception
    {
        public override string Message => null!;

        public override IDictionary Data => null!;
    }

    private sealed class VileException : Exception
    {
        public override string Message => throw new NotSupportedException();

        public override string StackTrace => throw new NotSupportedException();

        public override IDictionary Data => throw new NotSupportedException();

        public override string ToString() => throw new NotSupportedException();
    }

    private sealed class VileValue
    {
        public override string ToString() => throw new NotSupportedException();
    }
}
