namespace ParallelGen.CompilerServices;

/// <summary>The entry of one class, on top of its emitted codec.</summary>
internal sealed class ExceptionEntry<TException, TCodec> : ExceptionEntry
    where TException : Exception
    where TCodec : struct, IExceptionCodec<TException>
{
    public static readonly ExceptionEntry<TException, TCodec> Instance = new();

    internal override Type Type => typeof(TException);

    internal override int Constructors => TCodec.Constructors;

    internal override void WriteMembers(ref WireWriter writer, Exception exception) => TCodec.WriteMembers(ref writer, (TException)exception);

    internal override Exception? Create(int constructor, ReadOnlySpan<byte> members, string message, Exception? inner)
    {
        var reader = new WireReader(members);
        TException? exception = TCodec.Create(constructor, ref reader, message, inner);
        reader.ThrowIfNotAtEnd();
        return exception;
    }
}
