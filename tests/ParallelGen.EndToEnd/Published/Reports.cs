namespace Published;

/// <summary>Keeps what is reported, in order.</summary>
internal sealed class Reports : IProgress<int>
{
    public List<int> Seen { get; } = [];

    public void Report(int value) => Seen.Add(value);
}
