namespace ParallelGen;

/// <summary>
/// A method in a worker process threw an exception whose type cannot be rebuilt here: this carries its names, message,
/// stack trace and inner exceptions.
/// </summary>
public sealed class RemoteException : Exception
{
    internal RemoteException(string remoteTypeName, IReadOnlyList<string> remoteBaseTypeNames, string message, Exception? innerException)
        : base(message, innerException)
    {
        RemoteTypeName = remoteTypeName;
        RemoteBaseTypeNames = remoteBaseTypeNames;
    }

    /// <summary>The full name of the type that was thrown, as <see cref="Type.FullName"/> gives it.</summary>
    public string RemoteTypeName { get; }

    /// <summary>The full names of its base types, nearest first, up to and including <see cref="Exception"/>.</summary>
    public IReadOnlyList<string> RemoteBaseTypeNames { get; }

    /// <summary>Whether the remote exception was a <typeparamref name="T"/>, judged by full name.</summary>
    public bool Is<T>() where T : Exception
    {
        string? name = typeof(T).FullName;
        return RemoteTypeName == name || RemoteBaseTypeNames.Contains(name);
    }

    /// <summary>The usual text of an exception, with <see cref="RemoteTypeName"/> in it.</summary>
    public override string ToString()
    {
        string text = base.ToString();
        string self = typeof(RemoteException).FullName!;
        return $"{self} ({RemoteTypeName}){text[self.Length..]}";
    }
}
