using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Tests.WireTypes;

/// <summary>Models are what incremental builds compare: equal input gives equal models and the same text.</summary>
public class DeterminismTests
{
    private static readonly string[] s_files =
    [
        "partial class Order { public int Id { get; set; } public Customer? Customer { get; set; } }",
        "partial class Order { public string Note { get; set; } = \"\"; public List<Line> Lines { get; set; } = new(); }",
        "[JsonDerivedType(typeof(Person))] abstract partial record Customer(string Name);",
        "[JsonDerivedType(typeof(Company))] abstract partial record Customer { }",
        "record Person(string Name) : Customer(Name); record Company(string Name, List<Person> People) : Customer(Name);",
        "record struct Line(string Article, int Count);",
    ];

    [Fact]
    public void Output_WhateverTheOrderOfFiles_IsTheSame()
    {
        string expected = WireCompilation.OfFiles(s_files, "Order").Emitted;

        Assert.Contains("Lines", expected, StringComparison.Ordinal);
        for (int shift = 1; shift < s_files.Length; shift++)
        {
            string[] shifted = [.. s_files[shift..].Reverse(), .. s_files[..shift]];
            Assert.Equal(expected, WireCompilation.OfFiles(shifted, "Order").Emitted);
        }
    }

    [Fact]
    public void Models_OfTwoParses_AreEqual()
    {
        WireCompilation first = WireCompilation.OfFiles(s_files, "(Order, Customer?, int[])");
        WireCompilation second = WireCompilation.OfFiles(s_files, "(Order, Customer?, int[])");

        Assert.Equal(first.Type, second.Type);
        Assert.Equal(first.Codecs, second.Codecs);
        Assert.Equal(first.Codecs.GetHashCode(), second.Codecs.GetHashCode());
    }

    [Fact]
    public void Models_AfterAMemberChanged_Differ()
    {
        WireCompilation before = WireCompilation.Of("record Order(int Id);", "Order");
        WireCompilation after = WireCompilation.Of("record Order(long Id);", "Order");

        Assert.NotEqual(before.Codecs, after.Codecs);
    }

    [Fact]
    public void Codec_OfTheSameTypeInTwoAnnotations_IsOneModel()
    {
        const string Declarations = "record Box<T>(T Item);";
        CodecModel one = Assert.Single(WireCompilation.Of(Declarations, "Box<(int A, string B)>").Codecs, codec => codec.Name.Contains("Box", StringComparison.Ordinal));
        CodecModel two = Assert.Single(WireCompilation.Of(Declarations, "Box<(int C, string? D)>?").Codecs, codec => codec.Name.Contains("Box", StringComparison.Ordinal));

        Assert.Equal(one, two);
    }

    [Fact]
    public void HintNames_OfTypesThatDifferInCase_Differ()
    {
        WireCompilation compilation = WireCompilation.Of("record order(int X); record Order(int X); class A_B { public int X; } class A { public class B { public int X; } }", "(order, Order, A_B, A.B)");
        string[] names = [.. compilation.Codecs.Select(codec => codec.HintName)];

        Assert.Equal(5, names.Length);
        Assert.Equal(5, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.All(names, name => Assert.EndsWith(".g.cs", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Type_Parsed_IsNamedWithItsAnnotations()
    {
        WireTypeModel type = WireCompilation.Of("", "Dictionary<string, List<string?>?>?").Type!;

        Assert.Equal("global::System.Collections.Generic.Dictionary<string, global::System.Collections.Generic.List<string?>?>?", type.TypeName);
        Assert.Equal(
            "global::ParallelGen.Wire.DictionaryCodec<string, global::System.Collections.Generic.List<string>, global::ParallelGen.Wire.StringCodec, global::ParallelGen.Wire.ListCodec<string, global::ParallelGen.Wire.StringCodec>>",
            type.CodecName);
    }
}
