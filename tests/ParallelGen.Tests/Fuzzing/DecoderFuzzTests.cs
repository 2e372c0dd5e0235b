using CsCheck;
using ParallelGen.Fuzzing;
using ParallelGen.Processes.Protocol;
using ParallelGen.Tests.Wire;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Fuzzing;

/// <summary>
/// Hostile bytes into everything that decodes. Ten million of each kind:
/// <c>PARALLELGEN_FUZZ=10000000 dotnet run -c Release --project tests/ParallelGen.Tests -- -class '*FuzzTests'</c>
/// </summary>
public sealed class DecoderFuzzTests
{
    private delegate T Reading<T>(ref WireReader reader);

    private delegate void Writing(ref WireWriter writer);

    [Fact]
    public void S13_BuiltInCodecs_HostileBytes_GiveAValueOrAFormatException()
    {
        var random = new PCG(7, 42);
        uint seed = 100;
        foreach (CodecCase codec in CodecCases.All)
        {
            var fuzzer = new Fuzzer(seed++);
            for (int i = 0; i < 20; i++)
            {
                fuzzer.With(codec.RoundTrip(random));
            }

            fuzzer.Feed<WireFormatException>(codec.Name, Fuzzer.Inputs / CodecCases.All.Count, codec.Decode);
        }
    }

    [Fact]
    public void S13_Exceptions_HostileBytes_GiveAnExceptionOrAFormatException()
    {
        var fuzzer = new Fuzzer(1);
        foreach (Exception sample in ExceptionSamples.All)
        {
            byte[] bytes = ExceptionWire.Encode(sample);
            ExceptionWire.Decode(bytes);
            fuzzer.With(bytes);
        }

        int values = fuzzer.Feed<WireFormatException>("an exception", Fuzzer.Inputs / 4, static bytes => ExceptionWire.Decode(bytes));
        Assert.InRange(values, 1, Fuzzer.Inputs / 4);
    }

    [Fact]
    public void S13_BodiesOfFrames_HostileBytes_GiveAValueOrAFormatException()
    {
        FuzzBody("hello", static (ref WireWriter writer) => Hello.OfThisProcess().Write(ref writer), Hello.Read);
        FuzzBody("welcome", static (ref WireWriter writer) => new Welcome("pool", 3, "Entry, Version=1.0.0.0", "/proc/7/fd/9", 4096).Write(ref writer), Welcome.Read);
        FuzzBody(
            "announcement",
            static (ref WireWriter writer) => Announcement.Of(3, typeof(DecoderFuzzTests).Assembly).Write(ref writer),
            Announcement.Read);
        FuzzBody(
            "call",
            static (ref WireWriter writer) => new CallHeader(1, 0xFEED, new CallContext("de-DE", "", null, "state"), 0, true, 7, true).Write(ref writer),
            CallHeader.Read);
    }

    private static void FuzzBody<T>(string name, Writing write, Reading<T> read)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        write(ref writer);
        writer.Flush();
        int values = new Fuzzer(2).With(buffer.Written).Feed<WireFormatException>(name, Fuzzer.Inputs / 16, bytes =>
        {
            var reader = new WireReader(bytes);
            read(ref reader);
        });
        Assert.NotEqual(0, values);
    }
}
