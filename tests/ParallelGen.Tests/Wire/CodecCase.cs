using CsCheck;

namespace ParallelGen.Tests.Wire;

/// <summary>One codec with a generator of its values, without its type arguments.</summary>
public abstract class CodecCase(string name)
{
    public string Name => name;

    /// <summary>Encodes the next value, checks that it survives, and returns its bytes.</summary>
    public abstract byte[] RoundTrip(PCG random);

    /// <summary>Decodes bytes that may be anything.</summary>
    public abstract void Decode(ReadOnlySpan<byte> bytes);

    public override string ToString() => name;
}

/// <param name="name">The codec, as a reader of a failure wants to see it.</param>
/// <param name="values">What to encode.</param>
/// <param name="view">What to compare, where the value itself has no structural equality.</param>
/// <param name="keepsOrder">Whether the bytes of the copy are those of the original.</param>
internal sealed class CodecCase<T, TCodec>(string name, Gen<T> values, Func<T, object?>? view = null, bool keepsOrder = true) : CodecCase(name)
    where TCodec : IWireCodec<T>
{
    public override byte[] RoundTrip(PCG random)
    {
        T value = values.Generate(random, null, out _);
        byte[] bytes = WireBytes.Encode<T, TCodec>(value);
        T copy = WireBytes.Decode<T, TCodec>(bytes);
        if (view is null)
        {
            Assert.Equal(value, copy);
        }
        else
        {
            Assert.Equal(view(value), view(copy));
        }

        if (keepsOrder)
        {
            Assert.Equal(bytes, WireBytes.Encode<T, TCodec>(copy));
        }

        return bytes;
    }

    public override void Decode(ReadOnlySpan<byte> bytes) => WireBytes.Decode<T, TCodec>(bytes);
}
