using CsCheck;

namespace ParallelGen.Tests.Wire;

public sealed class CodecPropertyTests
{
    /// <summary>How much may be allocated for a byte of input: the entry of a hash table or a node of a tree, grown in steps.</summary>
    private const int AllocationPerByte = 256;

    /// <summary>What a failure costs besides: the exception, its message, first use of a type.</summary>
    private const int AllocationSlack = 128 * 1024;

    public static TheoryData<string> Names => [.. CodecCases.All.Select(codec => codec.Name)];

    private static CodecCase Find(string name) => CodecCases.All.Single(codec => codec.Name == name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Codec_RoundTrip_GivesAnEqualValue(string name)
    {
        CodecCase codec = Find(name);
        var random = new PCG(1, 42);
        for (int i = 0; i < 300; i++)
        {
            codec.RoundTrip(random);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Codec_RandomBytes_GiveAValueOrAFormatException(string name)
    {
        CodecCase codec = Find(name);
        var random = new PCG(2, 42);
        Gen<byte> smallOrAny = Gen.Int[0, 3].SelectMany(kind => kind == 0 ? Gen.Byte : Gen.Byte[0, 6]);
        Gen<byte[]> bytes = smallOrAny.Array[0, 120];
        for (int i = 0; i < 400; i++)
        {
            DecodeHostile(codec, bytes.Generate(random, null, out _));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Codec_TruncatedBytes_GiveAFormatException(string name)
    {
        CodecCase codec = Find(name);
        var random = new PCG(3, 42);
        for (int i = 0; i < 20; i++)
        {
            byte[] bytes = codec.RoundTrip(random);
            for (int length = 0; length < bytes.Length; length += 1 + (bytes.Length / 20))
            {
                Assert.False(DecodeHostile(codec, bytes[..length]), $"{length} of {bytes.Length} bytes were enough for a value of {name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Codec_FlippedBits_GiveAValueOrAFormatException(string name)
    {
        CodecCase codec = Find(name);
        var random = new PCG(4, 42);
        for (int i = 0; i < 400; i++)
        {
            byte[] bytes = codec.RoundTrip(random);
            for (int flips = 1 + (i % 3); flips > 0; flips--)
            {
                bytes[random.Next((uint)bytes.Length)] ^= (byte)(1 << (int)random.Next(8));
            }

            DecodeHostile(codec, bytes);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Codec_HugeCounts_AllocateNoMoreThanTheMessageBacks(string name)
    {
        CodecCase codec = Find(name);
        foreach (byte filler in (byte[])[0, 1, 2, 0x7F, 0xFF])
        {
            // 0x81_80_40: a count of a million and one, with a million bytes behind it.
            byte[] bytes = new byte[1 << 20];
            bytes.AsSpan().Fill(filler);
            bytes[0] = 0x81;
            bytes[1] = 0x80;
            bytes[2] = 0x3F;
            DecodeHostile(codec, bytes);
            DecodeHostile(codec, [0xFF, 0xFF, 0xFF, 0xFF, 0x07, filler, filler]);
        }
    }

    /// <returns>Whether the bytes were those of a value.</returns>
    private static bool DecodeHostile(CodecCase codec, byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool decoded = true;
        try
        {
            codec.Decode(bytes);
        }
        catch (WireFormatException)
        {
            decoded = false;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long allowed = ((long)bytes.Length * AllocationPerByte) + AllocationSlack;
        Assert.True(allocated <= allowed, $"{allocated:N0} bytes allocated for {bytes.Length:N0} bytes of {codec.Name}");
        return decoded;
    }
}
