namespace ParallelGen;

/// <summary>Bytes that crossed a process boundary are not what the codec expected: truncated, out of range or malformed.</summary>
public sealed class WireFormatException : FormatException
{
    /// <summary>Creates the exception with a default message.</summary>
    public WireFormatException() : base("The bytes on the wire are malformed.") { }

    /// <summary>Creates the exception with a message.</summary>
    public WireFormatException(string? message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public WireFormatException(string? message, Exception? innerException) : base(message, innerException) { }
}
