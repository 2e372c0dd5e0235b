using BenchmarkDotNet.Attributes;
using ParallelGen.Benchmarks.Peers.Participants;
using ParallelGen.Wire;
using TrackCodec = ParallelGen.Generated.ParallelGen_Benchmarks_Peers_Participants_Track_a4fff5fbCodec;

namespace ParallelGen.Benchmarks.Inside;

/// <summary>One value written and read by the codecs that generated code uses; the record's is generated itself, and its name ends in a hash of the record's.</summary>
public class CodecBenchmark
{
    // Fields, so that nothing is known of them when the methods are compiled.
    private readonly int _number = 42;
    private readonly string _text = "a string of thirty-two letters..";
    private readonly WireBuffer _buffer = new();
    private readonly int[] _array = [.. Enumerable.Range(0, 1_000)];
    private readonly Track _track = new(7, "Introduction", 0.5);
    private byte[] _intBytes = null!;
    private byte[] _textBytes = null!;
    private byte[] _arrayBytes = null!;
    private byte[] _trackBytes = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _intBytes = Written(WriteInt());
        _textBytes = Written(WriteString());
        _arrayBytes = Written(WriteArray());
        _trackBytes = Written(WriteRecord());
    }

    [GlobalCleanup]
    public void CleanUp() => _buffer.Dispose();

    [Benchmark]
    public int WriteInt()
    {
        _buffer.Clear();
        var writer = new WireWriter(_buffer);
        UnmanagedCodec<int>.Write(ref writer, _number);
        writer.Flush();
        return _buffer.Length;
    }

    [Benchmark]
    public int ReadInt()
    {
        var reader = new WireReader(_intBytes);
        return UnmanagedCodec<int>.Read(ref reader);
    }

    [Benchmark]
    public int WriteString()
    {
        _buffer.Clear();
        var writer = new WireWriter(_buffer);
        StringCodec.Write(ref writer, _text);
        writer.Flush();
        return _buffer.Length;
    }

    [Benchmark]
    public string? ReadString()
    {
        var reader = new WireReader(_textBytes);
        return StringCodec.Read(ref reader);
    }

    [Benchmark]
    public int WriteArray()
    {
        _buffer.Clear();
        var writer = new WireWriter(_buffer);
        BlockArrayCodec<int>.Write(ref writer, _array);
        writer.Flush();
        return _buffer.Length;
    }

    [Benchmark]
    public int[]? ReadArray()
    {
        var reader = new WireReader(_arrayBytes);
        return BlockArrayCodec<int>.Read(ref reader);
    }

    [Benchmark]
    public int WriteRecord()
    {
        _buffer.Clear();
        var writer = new WireWriter(_buffer);
        TrackCodec.Write(ref writer, _track);
        writer.Flush();
        return _buffer.Length;
    }

    [Benchmark]
    public object? ReadRecord()
    {
        var reader = new WireReader(_trackBytes);
        return TrackCodec.Read(ref reader);
    }

    private byte[] Written(int length) => _buffer.Written[..length].ToArray();
}
