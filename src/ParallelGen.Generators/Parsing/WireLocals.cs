namespace ParallelGen.Generators.Parsing;

/// <summary>Hands out names for local variables: the member's own name in camel case, made different where two would be the same.</summary>
internal sealed class WireLocals
{
    private readonly HashSet<string> _taken;

    /// <param name="taken">The names of the parameters around them.</param>
    public WireLocals(params string[] taken) => _taken = new HashSet<string>(taken, StringComparer.Ordinal);

    public string Add(string member)
    {
        string bare = member.TrimStart('_');
        string name = bare.Length == 0 || char.IsDigit(bare[0]) ? "member" + bare : char.ToLowerInvariant(bare[0]) + bare.Substring(1);
        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
        {
            unique = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return TypeNames.Identifier(unique);
    }
}
