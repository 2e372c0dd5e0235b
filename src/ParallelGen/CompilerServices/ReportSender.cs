using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>Sends what a running call reports to its caller, in order, before the result. Infrastructure for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ReportSender
{
    private protected ReportSender() { }

    /// <summary>A progress handler whose reports are encoded and sent. Thread-safe.</summary>
    public IProgress<T> ToProgress<T, TCodec>()
        where TCodec : IWireCodec<T> => new Handler<T, TCodec>(this);

    /// <summary>Encodes under the sender's lock, then sends; nothing after the call has ended.</summary>
    private protected abstract void Send<T, TCodec>(T value)
        where TCodec : IWireCodec<T>;

    private sealed class Handler<T, TCodec>(ReportSender sender) : IProgress<T>
        where TCodec : IWireCodec<T>
    {
        public void Report(T value) => sender.Send<T, TCodec>(value);
    }
}
