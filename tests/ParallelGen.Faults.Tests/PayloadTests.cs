using System.Globalization;

namespace ParallelGen.FaultTests;

/// <summary>
/// Values of every size and shape, up to the limits and beyond them. PARALLELGEN_LARGE sets how many bytes are large; a gigabyte, 1073741824, takes
/// some gigabytes of memory and half a minute.
/// </summary>
public sealed partial class PayloadTests : FaultTest
{
    private static readonly int s_large =
        int.TryParse(Environment.GetEnvironmentVariable("PARALLELGEN_LARGE"), CultureInfo.InvariantCulture, out int length) ? length : 128 << 20;

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static byte[] ReverseCore(byte[] bytes)
    {
        Array.Reverse(bytes);
        return bytes;
    }

    [RunOn(Model.Process, Pool = Faults.Pool)]
    internal static byte[] ReverseAfreshCore(byte[] bytes) => ReverseCore(bytes);

    /// <summary>Where bytes begin to differ from those that they should be.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int CompareCore(byte[] bytes, int seed) => bytes.AsSpan().CommonPrefixLength(Bytes(bytes.Length, seed));

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static byte[] MakeCore(int length, int seed) => Bytes(length, seed);

    /// <summary>Takes and gives an array, which may be as long as the runtime has them.</summary>
    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static byte[] HoardCore(byte[] array, int length) => length == 0 ? array : new byte[length];

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static Link? LinkCore(Link? link, int length) => link is null ? Link.Chain(length) : null;

    [RunOn(Model.ProcessPool, Pool = Faults.Pool)]
    internal static int ThrowDeepCore(int depth) =>
        throw Enumerable.Range(0, depth).Aggregate(new InvalidOperationException("root"), static (inner, level) => new InvalidOperationException($"{level}", inner));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((64 << 10) - 1)]
    [InlineData(64 << 10)]
    [InlineData((64 << 10) + 1)]
    [InlineData(16 << 20)]
    [InlineData(100 << 20)]
    public async Task S11_PayloadOfManySizes_ComesAndGoesUnchanged(int length)
    {
        byte[] sent = Bytes(length, seed: length);
        byte[] expected = [.. sent];
        Array.Reverse(expected);
        AssertSame(expected, await ReverseAsync(sent).InTime());
        if (length <= 16 << 20)
        {
            // What is larger takes the same way in the same pieces, and much time.
            AssertSame(expected, await ReverseAfreshAsync(sent).InTime());
        }
    }

    [Fact]
    public async Task S11_LargeArgument_ComesUnchanged()
    {
        Assert.Equal(s_large, await CompareAsync(Bytes(s_large, seed: 1), 1).InTime());
    }

    [Fact]
    public async Task S11_LargeResult_ComesUnchanged()
    {
        AssertSame(Bytes(s_large, seed: 2), await MakeAsync(s_large, 2).InTime());
    }

    /// <summary>An array that has all the room there is leaves none for its length.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task S11_PayloadBeyondTheLimit_ClearErrorAndNothingIsLost(bool isArgument)
    {
        int process = await Faults.ProcessIdAsync().InTime();
        byte[] hoard = isArgument ? new byte[Array.MaxLength] : [];
        Outcome<byte[]>[] outcomes = await HoardAll([([1], 0), (hoard, isArgument ? 0 : Array.MaxLength), ([2], 0)])
            .WithChunkSize(3).OutcomesAsync().InTime();
        Assert.Equal((1, 2), (outcomes[0].ValueOrThrow()[0], outcomes[2].ValueOrThrow()[0]));
        WireEncodingException error = Assert.IsType<WireEncodingException>(outcomes[1].Error);
        Assert.Contains($"{Array.MaxLength:N0} bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(process, await Faults.ProcessIdAsync().InTime());
    }

    [Theory]
    [InlineData(100_000, 0)]
    [InlineData(0, 100_000)]
    [InlineData(-3, 0)]
    [InlineData(0, -3)]
    public async Task S12_ValueNestedDeepOrInARing_ClearErrorAndTheWorkerLives(int argument, int result)
    {
        int process = await Faults.ProcessIdAsync().InTime();
        WireEncodingException error = await Assert.ThrowsAsync<WireEncodingException>(() => LinkAsync(Link.Chain(argument), result).InTime());
        Assert.Contains($"nested more than {WireWriter.MaxDepth} deep, or contains itself", error.Message, StringComparison.Ordinal);

        Outcome<Link?>[] outcomes = await LinkAll([(null, 1), (Link.Chain(argument), result), (null, WireWriter.MaxDepth)])
            .WithChunkSize(3).OutcomesAsync().InTime();
        Assert.Equal([true, false, true], outcomes.Select(static outcome => outcome.Succeeded));
        Assert.IsType<WireEncodingException>(outcomes[1].Error);
        Assert.Equal(process, await Faults.ProcessIdAsync().InTime());
    }

    [Fact]
    public async Task S12_ExceptionNestedDeep_ArrivesShortenedAndTheWorkerLives()
    {
        int process = await Faults.ProcessIdAsync().InTime();
        Exception? error = await Assert.ThrowsAsync<InvalidOperationException>(() => ThrowDeepAsync(10_000).InTime());
        Assert.Equal("9999", error.Message);
        int depth = 0;
        Exception last = error;
        for (; error is not null; error = error.InnerException)
        {
            (depth, last) = (depth + 1, error);
        }

        Assert.InRange(depth, 2, 1000);
        Assert.Contains("1 inner exceptions were not sent", last.StackTrace, StringComparison.Ordinal);
        Assert.Equal(process, await Faults.ProcessIdAsync().InTime());
    }

    private protected override void Configure(ProcessPoolOptions options) => options.Workers = 1;

    /// <summary>Says where arrays differ, and is quick for large ones.</summary>
    private static void AssertSame(byte[] expected, byte[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.Equal(expected.Length, expected.AsSpan().CommonPrefixLength(actual));
    }

    /// <summary>Repeated at a distance that fits into nothing: what is missing, or in the wrong place, is seen. Quick, for there are many.</summary>
    private static byte[] Bytes(int length, int seed)
    {
        byte[] pattern = new byte[65_521];
        new Random(seed).NextBytes(pattern);
        byte[] bytes = new byte[length];
        for (int start = 0; start < length; start += pattern.Length)
        {
            pattern.AsSpan(0, Math.Min(pattern.Length, length - start)).CopyTo(bytes.AsSpan(start));
        }

        return bytes;
    }
}
