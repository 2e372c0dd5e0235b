using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>How what a call takes crosses a process boundary. Infrastructure for generated code.</summary>
/// <typeparam name="TInput">What one call takes; see <see cref="IAnnotatedMethod{TInput}"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireInput<TInput> : IAnnotatedMethod<TInput>
{
    /// <summary>Whether the method has <see cref="BroadcastAttribute"/> parameters.</summary>
    static virtual bool HasBroadcast => false;

    /// <summary>Encodes the arguments but for broadcast values and the progress handler, in the calling process.</summary>
    static abstract void WriteInput(ref WireWriter writer, TInput input);

    /// <summary>Decodes the arguments, in the worker. Broadcast values and the progress handler are still missing.</summary>
    static abstract TInput ReadInput(ref WireReader reader);

    /// <summary>Encodes the broadcast values, in the calling process, once per batch.</summary>
    static virtual void WriteBroadcast(ref WireWriter writer, TInput input) { }

    /// <summary>Decodes the broadcast values, in the worker, once per batch: one value, or a tuple of several.</summary>
    static virtual object? ReadBroadcast(ref WireReader reader) => null;

    /// <summary>Puts what <see cref="ReadBroadcast"/> gave into the arguments of one call, in the worker.</summary>
    static virtual void SetBroadcast(ref TInput input, object? broadcast) { }

    /// <summary>Whether this call has a progress handler, in the calling process.</summary>
    static virtual bool WantsReports(TInput input) => false;

    /// <summary>Puts a handler that sends into the arguments of a call whose caller has one, in the worker.</summary>
    static virtual void SetReports(ref TInput input, ReportSender reports) { }

    /// <summary>Decodes one report and hands it to the caller's progress handler, in the calling process.</summary>
    static virtual void ReadReport(ref WireReader reader, TInput input) { }
}
