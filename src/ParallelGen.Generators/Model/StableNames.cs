using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ParallelGen.Generators.Model;

/// <summary>Names and ids that depend on what they stand for and on nothing else: no index, machine, culture or process.</summary>
internal static class StableNames
{
    private const int MaximumReadableLength = 100;

    /// <summary>The first eight bytes of a hash of <paramref name="text"/>.</summary>
    public static ulong Id(string text)
    {
        using SHA256 sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
        ulong id = 0;
        for (int i = 0; i < 8; i++)
        {
            id = (id << 8) | hash[i];
        }

        return id;
    }

    /// <summary>Eight hexadecimal digits: the head of <see cref="Id"/>.</summary>
    public static string Suffix(string text) => Suffix(Id(text));

    /// <summary>Eight hexadecimal digits: the head of <paramref name="id"/>.</summary>
    public static string Suffix(ulong id) => (id >> 32).ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>A file name that a reader recognises; the suffix keeps names apart that differ in case or in signature only.</summary>
    public static string HintName(string readable, string suffix)
    {
        string head = Clean(readable, '.');
        return (head.Length > MaximumReadableLength ? head.Substring(head.Length - MaximumReadableLength) : head) + "_" + suffix + ".g.cs";
    }

    /// <summary>The text with every other character than ASCII letters and digits replaced.</summary>
    public static string Identifier(string text)
    {
        string name = Clean(text, '_');
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;
    }

    private static string Clean(string text, char kept)
    {
        StringBuilder clean = new(text.Length);
        foreach (char c in text)
        {
            clean.Append(c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' || c == kept ? c : '_');
        }

        return clean.ToString();
    }
}
