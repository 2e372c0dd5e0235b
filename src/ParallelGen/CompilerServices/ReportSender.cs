using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>Sends what a running call reports to its caller, in order, before the result. Infrastructure for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ReportSender
{
    private protected ReportSender() { }

    /// <summary>A progress handler whose reports are encoded and sent. Thread-safe.</summary>
    public IProgress<T> ToProgress<T, TCodec>()
        where TCodec : IWireCodec<T> => new CodecHandler<T, TCodec>(this);

    /// <summary>
    /// Encodes and sends, after waiting until the caller has taken enough of what was sent before. False: nobody wants it any more, for
    /// the call was cancelled or has ended. What the codec throws comes out, and nothing was sent. Thread-safe.
    /// </summary>
    internal abstract bool Send<T, TCodec>(T value)
        where TCodec : IWireCodec<T>;

    /// <summary>The handlers of worker processes, which throw only what is the method's own mistake.</summary>
    internal abstract class Handler<T> : IProgress<T>
    {
        public abstract void Report(T value);
    }

    private sealed class CodecHandler<T, TCodec>(ReportSender sender) : Handler<T>
        where TCodec : IWireCodec<T>
    {
        public override void Report(T value) => sender.Send<T, TCodec>(value);
    }
}
