namespace Published;

/// <summary>An exception class of the application's own.</summary>
internal sealed class ParcelException(int number, Exception? inner) : Exception($"Parcel {number} is lost.", inner)
{
    public int Number { get; } = number;
}
