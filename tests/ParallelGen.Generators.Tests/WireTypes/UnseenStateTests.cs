namespace ParallelGen.Generators.Tests.WireTypes;

/// <summary>PGEN104: types of other assemblies that take in what they do not give out. They cross all the same.</summary>
public class UnseenStateTests
{
    public static TheoryData<string, string, string> Firing => new()
    {
        { "public class Login { public string Name { get; set; } = \"\"; public string Password { set { } } }", "Library.Login", "Parameter 'input' (Login) arrives without the value of its property 'Password', which can only be set: " },
        { "public class Login { public string Name { get; set; } = \"\"; public string Password { private get; set; } = \"\"; }", "List<Library.Login>", "Parameter 'input' (Login in List<Login>) arrives without the value of its property 'Password', which can only be set: " },
        { "public class Login { public string Name { get; set; } = \"\"; public string Password { internal get; init; } = \"\"; }", "Library.Login", "the value of its property 'Password'" },
        { "public class Bag : IEnumerable<int> { public int Limit { get; set; } public void Add(int i) { } public IEnumerator<int> GetEnumerator() { yield break; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }", "Library.Bag", "Parameter 'input' (Bag) arrives without its items: " },
        { "public class Table { public string Name { get; set; } = \"\"; public int this[string key] { get => 1; set { } } }", "Library.Table", "Parameter 'input' (Table) arrives without what is set through its indexer: " },
        { "public class Table { public List<string> Names { get; set; } = new(); public int this[string key] { get => 1; set { } } public int Key { set { } } }", "Library.Table", "without what is set through its indexer and the value of its property 'Key', which can only be set: " },
        { "public class Base { public int Id { get; set; } public int Key { set { } } }", "Demo.Own", "Parameter 'input' (Own) arrives without the value of its property 'Key'" },
        { "public record Login(string Name) { public string Password { set { } } }", "(Library.Login, int)", "Parameter 'input': (Login, int).Item1 (Login) arrives without" },
    };

    public static TheoryData<string, string> Silent => new()
    {
        { "public class Dto { public int Id { get; set; } public void Add(int i) { } }", "Library.Dto" },
        { "public class Pages : IEnumerable<int> { public List<int> Items { get; set; } = new(); public int this[int i] { get => Items[i]; set => Items[i] = value; } public IEnumerator<int> GetEnumerator() => Items.GetEnumerator(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }", "Library.Pages" },
        { "public class Table { public Dictionary<string, int> Cells { get; set; } = new(); public int this[string key] { get => Cells[key]; set => Cells[key] = value; } }", "Library.Table" },
        { "public class Row { public int[] Cells { get; set; } = []; public int this[int i] { get => Cells[i]; set => Cells[i] = value; } }", "Library.Row" },
        { "public class Text { public string Value { get; set; } = \"\"; public char this[int i] => Value[i]; }", "Library.Text" },
        { "public class Dto { public int Id { get; set; } public static int Last { set { } } internal int Hidden { set { } } }", "Library.Dto" },
        // a struct shows all that it has
        { "public struct Pair { private int _a; public int A { get => _a; set => _a = value; } public int Sum { set => _a = value; } }", "Library.Pair" },
    };

    [Theory]
    [MemberData(nameof(Firing))]
    public void Class_OfForeignAssemblyThatTakesMoreThanItGives_IsToldAndCrosses(string library, string type, string message)
    {
        WireCompilation compilation = WireCompilation.OfFiles(["class Own : Library.Base { public int More { get; set; } }".Replace("Library.Base", library.Contains("class Base", StringComparison.Ordinal) ? "Library.Base" : "object", StringComparison.Ordinal)], type, "default!", library);

        string problem = Assert.Single(compilation.Problems);
        Assert.StartsWith("PGEN104: ", problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.NotNull(compilation.Type);
        compilation.AssertCompiles();
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void Class_ThatGivesWhatItTakes_IsNotTold(string library, string type)
    {
        WireCompilation compilation = WireCompilation.OfFiles([], type, "default!", library);

        Assert.Empty(compilation.Problems);
        Assert.NotNull(compilation.Type);
    }

    /// <summary>Our own types show their fields, so the same members of theirs are nothing to tell.</summary>
    [Fact]
    public void Class_OfTheProjectItself_IsNotTold()
    {
        WireCompilation compilation = WireCompilation.Of("class Login { public string Name { get; set; } = \"\"; private string _hash = \"\"; public string Hash { get => _hash; set => _hash = value; } public string Password { set => _hash = value; } }", "Login");

        Assert.Empty(compilation.Problems);
    }

    /// <summary>What cannot cross at all is told as that.</summary>
    [Fact]
    public void Class_ThatCannotCross_IsRefusedOnly()
    {
        WireCompilation compilation = WireCompilation.OfFiles([], "Library.Login", "default!", "public class Login { public int Id { get; } public string Password { set { } } }");

        Assert.StartsWith("PGEN102: ", Assert.Single(compilation.Problems), StringComparison.Ordinal);
    }
}
