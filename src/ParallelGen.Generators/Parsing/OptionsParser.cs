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

    /// <summary>Null when the model cannot be had.</summary>
    public static OptionsModel? Parse(MethodSource source)
    {
        if (AvailableModel(source) is not string model)
        {
            return null;
        }

        List<string> initializers = new();
        foreach (KeyValuePair<string, TypedConstant> option in source.Attribute.NamedArguments.Where(o => !AsksForNothing(o.Key, o.Value)))
        {
            if (Check(source, model, option.Key, option.Value) && option.Key != KnownNames.Options.Name)
            {
                initializers.Add($"{option.Key} = {Constants.Argument(option.Value)}");
            }
        }

        ExclusiveRules.Check(source);
        if (source.Method.IsGenericMethod && source.Option(KnownNames.Options.ExclusiveBy) is string && source.Option(KnownNames.Options.ExclusiveGroup) is null)
        {
            // To the runtime, each type argument makes a method of its own; a group makes them one again.
            string group = $"{source.Method.ContainingAssembly.Name}:{source.Method.GetDocumentationCommentId()}";
            initializers.Add($"{KnownNames.Options.ExclusiveGroup} = {SymbolDisplay.FormatLiteral(group, quote: true)}");
        }

        return new OptionsModel(
            model,
            source.CrossesProcesses,
            source.Option(KnownNames.Options.Pool) as string,
            source.Option(KnownNames.Options.TimeoutMilliseconds) as int? ?? 0,
            source.Option(KnownNames.Options.ExclusiveBy) as string,
            initializers.ToEquatableArray());
    }

    /// <summary>Whether the option is set to what it is anyway, or to something that does not compile.</summary>
    private static bool AsksForNothing(string option, TypedConstant value) =>
        value.Kind == TypedConstantKind.Error
        || value.Value is null
        || value.Value is int number && number == (option == KnownNames.Options.ThreadPriority ? OptionRules.DefaultPriority : 0);

    private static string? AvailableModel(MethodSource source)
    {
        switch (source.Model)
        {
            case KnownNames.Models.Thread or KnownNames.Models.ThreadPool or KnownNames.Models.EventLoop
                or KnownNames.Models.Process or KnownNames.Models.ProcessPool:
                return source.Model;
            case KnownNames.Models.Cluster:
                source.Problems.Add(Descriptors.PackageMissing, source.ModelArgument, KnownNames.Models.Cluster, OrleansPackage);
                return null;
            default:
                string number = Convert.ToString(source.Attribute.ConstructorArguments[0].Value, CultureInfo.InvariantCulture) ?? "";
                source.Problems.Add(Descriptors.ModelNotAvailable, source.ModelArgument, source.Model ?? number);
                return null;
        }
    }

    /// <summary>Reports an option that the model does not honour, or a value that it does not have.</summary>
    private static bool Check(MethodSource source, string model, string option, TypedConstant value)
    {
        if (OptionRules.WhyNotApplicable(model, source.CrossesProcesses, ReturnParser.IsSequence(source.Method), option) is string reason)
        {
            source.Problems.Add(Descriptors.OptionNotApplicable, source.OptionArgument(option), option, reason);
            return false;
        }

        if (OptionRules.WhyOutOfRange(option, value.Value!) is string range)
        {
            string text = value.Value is string s ? $"\"{s}\"" : Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "";
            source.Problems.Add(Descriptors.OptionOutOfRange, source.OptionArgument(option), option, text, range);
            return false;
        }

        return true;
    }
}
