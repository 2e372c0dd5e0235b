namespace ParallelGen;

/// <summary>
/// Lets exceptions of one class of another assembly arrive as themselves, as those do that are declared in projects that use
/// ParallelGen. Any other arrives as <see cref="RemoteException"/>.
/// </summary>
/// <remarks>
/// Exceptions of exactly this class, thrown by any method that runs in a worker which has used this assembly, and caught where this
/// assembly is used too. Classes derived from it need an attribute of their own.
/// <code>[assembly: WireException(typeof(Npgsql.PostgresException))]</code>
/// </remarks>
/// <param name="type">The exception class: neither abstract nor generic, and accessible to this assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class WireExceptionAttribute(Type type) : Attribute
{
    /// <summary>The exception class.</summary>
    public Type Type { get; } = type;
}
