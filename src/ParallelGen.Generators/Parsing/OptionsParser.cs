using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ParallelGen.Generators.Model;
using ParallelGen.Generators.Rules;

namespace ParallelGen.Generators.Parsing;

/// <summary>The arguments of <c>[RunOn]</c>.</summary>
internal static class OptionsParser
{
    private const string OrleansPackage = "ParallelGen.Orleans";
    private const string DefaultPriority = "2";

    /// <summary>Null when the model cannot be had.</summary>
    public static OptionsModel? Parse(MethodSource source)
    {
        bool isAvailable = CheckModel(source);
        string? pool = null;
        int concurrency = 0;
        int timeout = 0;
        foreach (KeyValuePair<string, TypedConstant> option in source.Attribute.NamedArguments)
        {
            object? value = option.Value.Kind == TypedConstantKind.Error ? null : option.Value.Value;
            switch (option.Key)
            {
                case KnownNames.Options.Name:
                    CheckName(source, value as string);
                    break;
                case KnownNames.Options.Pool:
                    pool = CheckedPool(source, value as string);
                    break;
                case KnownNames.Options.MaxConcurrency:
                    concurrency = NotNegative(source, option.Key, value);
                    break;
                case KnownNames.Options.TimeoutMilliseconds:
                    timeout = NotNegative(source, option.Key, value);
                    break;
                default:
                    RefuseOption(source, option.Key, value);
                    break;
            }
        }

        string? literal = pool is null ? null : SymbolDisplay.FormatLiteral(pool, quote: true);
        return isAvailable ? new OptionsModel(pool, literal, concurrency, timeout) : null;
    }

    /// <summary>Whether the calls run in other processes, so that what cannot go there is a problem.</summary>
    public static bool IsProcessModel(MethodSource source) => ModelName(source.Attribute) is KnownNames.Models.ProcessPool or KnownNames.Models.Process;

    /// <summary>The member of the model enum; null for a number that has none.</summary>
    private static string? ModelName(AttributeData attribute)
    {
        TypedConstant value = attribute.ConstructorArguments[0];
        return value.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value.Value))?.Name;
    }

    private static bool CheckModel(MethodSource source)
    {
        string? model = ModelName(source.Attribute);
        switch (model)
        {
            case KnownNames.Models.ProcessPool:
                return true;
            case KnownNames.Models.Cluster:
                source.Problems.Add(Descriptors.PackageMissing, source.ModelArgument, model, OrleansPackage);
                return false;
            case null:
                string number = Convert.ToString(source.Attribute.ConstructorArguments[0].Value, CultureInfo.InvariantCulture) ?? "";
                source.Problems.Add(Descriptors.OptionOutOfRange, source.ModelArgument, "Model", number, "a member of ParallelGen.Model");
                return false;
            default:
                source.Problems.Add(Descriptors.ModelNotAvailable, source.ModelArgument, model);
                return false;
        }
    }

    /// <summary>The name itself is read by <see cref="NameParser"/>.</summary>
    private static void CheckName(MethodSource source, string? name)
    {
        if (name is not null && !SyntaxFacts.IsValidIdentifier(name))
        {
            Refuse(source, KnownNames.Options.Name, $"\"{name}\"", "a C# identifier, or null to take the method's name");
        }
    }

    private static string? CheckedPool(MethodSource source, string? pool)
    {
        if (pool is not null && string.IsNullOrWhiteSpace(pool))
        {
            Refuse(source, KnownNames.Options.Pool, $"\"{pool}\"", "a name, or null to take the pool \"default\"");
        }

        return pool;
    }

    private static int NotNegative(MethodSource source, string option, object? value)
    {
        int number = value is int i ? i : 0;
        if (number < 0)
        {
            Refuse(source, option, number.ToString(CultureInfo.InvariantCulture), "0 or greater");
        }

        return number;
    }

    private static void Refuse(MethodSource source, string option, string value, string range) =>
        source.Problems.Add(Descriptors.OptionOutOfRange, source.OptionArgument(option), option, value, range);

    /// <summary>Options that nothing honours yet. Setting one to what it is anyway asks for nothing.</summary>
    private static void RefuseOption(MethodSource source, string option, object? value)
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        bool asksForNothing = value is null || (value is not string && text == (option == KnownNames.Options.ThreadPriority ? DefaultPriority : "0"));
        if (asksForNothing || !IsProcessModel(source))
        {
            return;
        }

        string reason = option is KnownNames.Options.ThreadName or KnownNames.Options.ThreadPriority
            ? "does not apply to process models"
            : "is not implemented in this version";
        source.Problems.Add(Descriptors.OptionNotApplicable, source.OptionArgument(option), option, reason);
        if (option == KnownNames.Options.ExclusiveBy)
        {
            CheckExclusiveParameter(source, text);
        }
    }

    private static void CheckExclusiveParameter(MethodSource source, string key)
    {
        string[] names = source.Method.Parameters.Where(ParameterParser.IsOrdinary).Select(p => p.Name).ToArray();
        if (key != "*" && !names.Contains(key))
        {
            string choices = names.Length == 0 ? "(it has none)" : string.Join(", ", names);
            source.Problems.Add(
                Descriptors.UnknownExclusiveParameter, source.OptionArgument(KnownNames.Options.ExclusiveBy), key, source.Method.Name, choices);
        }
    }
}
