namespace ParallelGen;

/// <summary>
/// An argument or result cannot be sent to another process: too large, nested more than 512 deep (or cyclic), of a runtime
/// type that its codec does not cover, or with a comparer that has no name on the wire.
/// </summary>
public sealed class WireEncodingException : NotSupportedException
{
    /// <summary>Creates the exception with a default message.</summary>
    public WireEncodingException() : base("The value cannot be sent to another process.") { }

    /// <summary>Creates the exception with a message.</summary>
    public WireEncodingException(string? message) : base(message) { }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public WireEncodingException(string? message, Exception? innerException) : base(message, innerException) { }
}
