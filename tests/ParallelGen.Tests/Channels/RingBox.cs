using System.Globalization;
using System.Runtime.InteropServices;
using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

/// <summary>One ring in memory of this process, between two strips that nobody may write to.</summary>
internal sealed unsafe class RingBox : IDisposable
{
    private const int Strip = 4096;
    private const byte Untouched = 0xA5;

    private readonly byte* _start;
    private readonly int _capacity;

    /// <param name="capacity">Of the ring, a power of two.</param>
    /// <param name="spoil">What somebody has written into the control block before the ends are made.</param>
    public RingBox(int capacity, Action<RingBox>? spoil = null)
    {
        _capacity = capacity;
        _start = (byte*)NativeMemory.AlignedAlloc((nuint)(RingControl.Size + capacity + (2 * Strip)), 128);
        new Span<byte>(_start, RingControl.Size).Clear();
        new Span<byte>(_start + RingControl.Size, capacity + (2 * Strip)).Fill(Untouched);
        spoil?.Invoke(this);
        Writer = new RingWriter(Control, Data, capacity);
        Reader = new RingReader(Control, Data, capacity);
    }

    public RingWriter Writer { get; }

    public RingReader Reader { get; }

    public RingControl* Control => (RingControl*)_start;

    public byte* Data => _start + RingControl.Size + Strip;

    public long Head
    {
        get => Volatile.Read(ref Control->Head);
        set => Volatile.Write(ref Control->Head, value);
    }

    public long Tail
    {
        get => Volatile.Read(ref Control->Tail);
        set => Volatile.Write(ref Control->Tail, value);
    }

    public bool ReaderSleeps => Volatile.Read(ref Control->ReaderSleeps) != 0;

    public bool WriterSleeps => Volatile.Read(ref Control->WriterSleeps) != 0;

    /// <summary>Whether everything written went into the ring.</summary>
    public bool IsTight => !new ReadOnlySpan<byte>(_start + RingControl.Size, Strip).ContainsAnyExcept(Untouched)
        && !new ReadOnlySpan<byte>(Data + _capacity, Strip).ContainsAnyExcept(Untouched);

    /// <summary>Writes and publishes what there must be room for.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            // The writer looks for more only when it knows of none.
            int count = Math.Min(Writer.Room, bytes.Length);
            Assert.NotEqual(0, count);
            Writer.Write(bytes[..count]);
            bytes = bytes[count..];
        }

        Writer.Publish();
    }

    /// <summary>Everything that can be read.</summary>
    public byte[] Receive(int most = int.MaxValue)
    {
        byte[] bytes = new byte[Math.Min(Reader.Available, most)];
        Assert.Equal(bytes.Length, Reader.Read(bytes));
        return bytes;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"head {Head}, tail {Tail}, reader sleeps: {ReaderSleeps}, writer sleeps: {WriterSleeps}");

    public void Dispose() => NativeMemory.AlignedFree(_start);
}
