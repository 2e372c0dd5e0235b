namespace Apps;

/// <summary>An exception class of a library, which composes its message.</summary>
public sealed class PlaceException(string path, Exception? inner) : IOException($"Nobody is at {path}.", inner)
{
    public string Path { get; } = path;
}
