namespace ParallelGen.Contract;

/// <summary>The signals of one test. Disposed of, it lets go of every method that still waits for one.</summary>
internal sealed class SignalFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("parallelgen-contract-").FullName;

    public IEnumerable<string?> Names => Directory.GetFiles(Path).Select(System.IO.Path.GetFileName).Order();

    public void Set(string name) => Signal.Set(Path, name);

    public bool Has(string name) => Signal.IsSet(Path, name);

    public int Count(string prefix) => Signal.Count(Path, prefix);

    public Task UntilAsync(string name) => Deadline.UntilAsync(() => Has(name), this, $"the signal '{name}'");

    public Task UntilAsync(string prefix, int count) => Deadline.UntilAsync(() => Count(prefix) >= count, this, $"{count} signals '{prefix}…'");

    /// <summary>A pair of this folder and each number: the input of most methods.</summary>
    public IEnumerable<(string folder, int number)> Items(int count) => Enumerable.Range(0, count).Select(number => (Path, number));

    public void Dispose()
    {
        // A method that was let go on with may write a signal while the folder is being emptied.
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Yield();
            }
        }
    }
}
