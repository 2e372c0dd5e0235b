using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>
/// Takes exceptions of one class apart and makes them anew. Message, inner exception, HResult, data and stack trace are the
/// runtime's business. Infrastructure for generated code; members are pure and thread-safe.
/// </summary>
/// <typeparam name="TException">The class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IExceptionCodec<TException>
    where TException : Exception
{
    /// <summary>How many constructors <see cref="Create"/> knows, the most telling one first.</summary>
    static abstract int Constructors { get; }

    /// <summary>Writes the members that the class has beyond every exception.</summary>
    static abstract void WriteMembers(ref WireWriter writer, TException exception);

    /// <summary>Reads all members, and makes an exception of them with one of the constructors.</summary>
    /// <returns>Null if there is no such constructor, or if what it made has another value in a member that it neither takes nor lets be set.</returns>
    static abstract TException? Create(int constructor, ref WireReader reader, string message, Exception? inner);
}
