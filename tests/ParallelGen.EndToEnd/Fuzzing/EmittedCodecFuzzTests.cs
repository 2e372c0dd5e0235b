using System.Reflection;
using ParallelGen.Fuzzing;
using ParallelGen.Wire;

namespace ParallelGen.EndToEnd.Fuzzing;

/// <summary>
/// Hostile bytes into every codec that was emitted for this assembly, those over other serializers among them. Ten million:
/// <c>PARALLELGEN_FUZZ=10000000 dotnet run -c Release --project tests/ParallelGen.EndToEnd -- -class '*FuzzTests'</c>
/// </summary>
public sealed class EmittedCodecFuzzTests
{
    private static readonly MethodInfo s_feed = typeof(EmittedCodecFuzzTests).GetMethod(nameof(Feed), BindingFlags.NonPublic | BindingFlags.Static)!;

    [Fact]
    public void S13_EmittedCodecs_HostileBytes_GiveAValueOrAFormatException()
    {
        (Type Value, Type Codec)[] codecs = [.. from type in typeof(EmittedCodecFuzzTests).Assembly.GetTypes()
                                                where type is { IsValueType: true, IsGenericType: false }
                                                from contract in type.GetInterfaces()
                                                where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IWireCodec<>)
                                                orderby type.FullName
                                                select (contract.GenericTypeArguments[0], type)];
        Assert.InRange(codecs.Length, 8, 1000);
        var barren = new List<string>();
        for (int number = 0; number < codecs.Length; number++)
        {
            object values = s_feed.MakeGenericMethod(codecs[number].Value, codecs[number].Codec).Invoke(
                null, BindingFlags.DoNotWrapExceptions, null, [(uint)number, Fuzzer.Inputs / codecs.Length], null)!;
            if (values is 0)
            {
                barren.Add(codecs[number].Codec.Name);
            }
        }

        // Else nothing but their first checks was tried.
        Assert.Empty(barren);
    }

    /// <summary>Their members are written by emitted codecs, and come to constructors that may refuse them.</summary>
    [Fact]
    public void S13_OwnExceptions_HostileBytes_GiveAnExceptionOrAFormatException()
    {
        var fuzzer = new Fuzzer(1000);
        foreach (Exception sample in (Exception[])[new RefusedException("No seats.", 7) { Seats = ["a", "b"] }, new RefusedException("none", new IOException("full"))])
        {
            using var buffer = new WireBuffer();
            var writer = new WireWriter(buffer);
            ExceptionCodec.Write(ref writer, sample);
            writer.Flush();
            fuzzer.With(buffer.Written);
        }

        int own = 0;
        fuzzer.Feed<WireFormatException>("own exceptions", Fuzzer.Inputs / 4, bytes =>
        {
            var reader = new WireReader(bytes);
            own += ExceptionCodec.Read(ref reader, "a fuzzer") is RefusedException ? 1 : 0;
        });
        Assert.NotEqual(0, own);
    }

    private static int Feed<T, TCodec>(uint seed, int inputs) where TCodec : IWireCodec<T>
    {
        var fuzzer = new Fuzzer(seed);
        foreach (T sample in Zoo.Samples.OfType<T>())
        {
            fuzzer.With(WireBytes.Encode<T, TCodec>(sample));
        }

        return fuzzer.Feed<WireFormatException>(typeof(TCodec).Name, inputs, static bytes => WireBytes.Decode<T, TCodec>(bytes));
    }
}
