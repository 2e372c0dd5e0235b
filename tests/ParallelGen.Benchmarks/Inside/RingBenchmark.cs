using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using ParallelGen.Channels;

namespace ParallelGen.Benchmarks.Inside;

/// <summary>A message through one ring, both ends on one thread: the copies and the stores that make them visible, without any waiting.</summary>
public unsafe class RingBenchmark
{
    private const int Capacity = 64 * 1024;
    private const nuint Alignment = 128;

    private byte* _memory;
    private byte[] _message = null!;
    private byte[] _received = null!;
    private RingWriter _writer = null!;
    private RingReader _reader = null!;

    /// <summary>A divisor of the capacity: the free part of the ring is never smaller, unless there is none.</summary>
    [Params(16, 4096)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        (_message, _received) = (new byte[Bytes], new byte[Bytes]);
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(RingControl.Size + Capacity), Alignment);
        new Span<byte>(_memory, RingControl.Size + Capacity).Clear();
        _writer = new RingWriter((RingControl*)_memory, _memory + RingControl.Size, Capacity);
        _reader = new RingReader((RingControl*)_memory, _memory + RingControl.Size, Capacity);
    }

    [GlobalCleanup]
    public void CleanUp() => NativeMemory.AlignedFree(_memory);

    [Benchmark]
    public int WritePublishRead()
    {
        if (_writer.Room < _message.Length)
        {
            throw new InvalidOperationException("What was read is not free.");
        }

        _writer.Write(_message);
        _writer.Publish();
        return _reader.Read(_received);
    }
}
