using System.ComponentModel;

namespace ParallelGen.CompilerServices;

/// <summary>How exceptions of one class cross a process boundary as themselves. Infrastructure for generated code; stateless and thread-safe.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExceptionEntry
{
    private protected ExceptionEntry() { }

    /// <summary>The class; those derived from it have entries of their own.</summary>
    internal abstract Type Type { get; }

    /// <summary>How many constructors there are to try.</summary>
    internal abstract int Constructors { get; }

    /// <summary>The entry of a class.</summary>
    /// <typeparam name="TException">The class.</typeparam>
    /// <typeparam name="TCodec">What the compiler emitted for it.</typeparam>
    public static ExceptionEntry For<TException, TCodec>()
        where TException : Exception
        where TCodec : struct, IExceptionCodec<TException> => ExceptionEntry<TException, TCodec>.Instance;

    /// <summary>Writes what the class has beyond every exception. Whatever its members throw comes out.</summary>
    internal abstract void WriteMembers(ref WireWriter writer, Exception exception);

    /// <summary>Makes an exception anew; null if this constructor cannot bring back its members. Whatever it throws comes out.</summary>
    internal abstract Exception? Create(int constructor, ReadOnlySpan<byte> members, string message, Exception? inner);
}
