namespace ParallelGen.EndToEnd;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("parallelgen-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        for (int left = 5; left > 0 && Directory.Exists(Path); left--)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (left > 1)
            {
                // A worker that is still about, such as a spare, has put a file there in the very moment: once more.
            }
        }
    }
}
