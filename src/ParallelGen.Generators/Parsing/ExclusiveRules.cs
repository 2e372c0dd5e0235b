using Microsoft.CodeAnalysis;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>Whether the parameter that <c>ExclusiveBy</c> names can be a key.</summary>
internal static class ExclusiveRules
{
    /// <summary>Stands for one key that all calls have.</summary>
    public const string EveryCall = "*";

    public static void Check(MethodSource source)
    {
        if (source.Option(KnownNames.Options.ExclusiveBy) is not string key)
        {
            if (source.Option(KnownNames.Options.ExclusiveGroup) is string)
            {
                source.Problems.Add(
                    Descriptors.OptionNotApplicable,
                    source.OptionArgument(KnownNames.Options.ExclusiveGroup),
                    KnownNames.Options.ExclusiveGroup,
                    "shares the keys of ExclusiveBy, which is not set");
            }

            return;
        }

        Location location = source.OptionArgument(KnownNames.Options.ExclusiveBy);
        IParameterSymbol[] choices = source.Method.Parameters.Where(p => ParameterKinds.Of(p) is InputKind.Required or InputKind.Optional).ToArray();
        IParameterSymbol? named = choices.FirstOrDefault(p => p.Name == key);
        if (key != EveryCall && named is null)
        {
            string names = choices.Length == 0 ? "(it has none)" : string.Join(", ", choices.Select(p => p.Name));
            source.Problems.Add(Descriptors.UnknownExclusiveParameter, location, key, source.Method.Name, names);
        }
        else if (named is not null && !named.Type.IsBroken() && !ValueEquality.Has(named.Type))
        {
            source.Problems.Add(Descriptors.ExclusiveKeyEquality, location, TypeNames.Readable(named.Type), key);
        }
    }
}
