namespace Quickstart;

/// <summary>Two files that no analysis survives, in a folder that is gone afterwards.</summary>
internal sealed class BadFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quickstart-").FullName;

    /// <summary>An expression of 500 000 terms: valid C#, and a syntax tree as deep as that.</summary>
    public SourceFile TooDeep => Write("made-too-deep.cs", $"class Deep {{ int sum = 1{string.Concat(Enumerable.Repeat("+1", 499_999))}; }}");

    /// <summary>A file that ends in the middle of a method.</summary>
    public SourceFile Unfinished => Write("made-unfinished.cs", "class Unfinished\n{\n    int Half() => 1 +\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SourceFile Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return new SourceFile(name, path);
    }
}
