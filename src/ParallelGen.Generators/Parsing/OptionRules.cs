using Microsoft.CodeAnalysis.CSharp;

namespace ParallelGen.Generators.Parsing;

/// <summary>Which options a model honours, and which values they have.</summary>
internal static class OptionRules
{
    /// <summary><c>ThreadPriority.Normal</c>.</summary>
    public const int DefaultPriority = 2;

    private const int HighestPriority = 4;

    /// <summary>Less than a platform's pages need is raised to what they need, which nobody asked for.</summary>
    private const int SmallestStack = 16 * 1024;

    /// <summary>Why the model does not honour the option, as "Option 'X' …" goes on; null if it does.</summary>
    public static string? WhyNotApplicable(string model, bool crossesProcesses, bool isSequence, string option) => option switch
    {
        KnownNames.Options.CrashRetries when !crossesProcesses =>
            $"does not apply to Model.{model}, where a crash ends the whole program",
        KnownNames.Options.CrashRetries when isSequence =>
            "does not apply to a method that returns a sequence, whose caller may have taken items of it already",
        KnownNames.Options.MaxConcurrency when isSequence =>
            "does not apply to a method that returns a sequence, which has no batches",
        KnownNames.Options.Pool when model is KnownNames.Models.Thread or KnownNames.Models.ThreadPool =>
            $"does not apply to Model.{model}, which has no named pools",
        KnownNames.Options.StackSize or KnownNames.Options.ThreadName or KnownNames.Options.ThreadPriority
            when model is KnownNames.Models.ThreadPool or KnownNames.Models.EventLoop =>
            $"does not apply to Model.{model}, whose threads are shared with other work",
        _ => null,
    };

    /// <summary>The values that the option may have, where this is none of them; null if it is.</summary>
    public static string? WhyOutOfRange(string option, object value) => option switch
    {
        KnownNames.Options.Name when value is string name && !SyntaxFacts.IsValidIdentifier(name) => "a C# identifier, or null to take the method's name",
        KnownNames.Options.Pool when IsBlank(value) => "a name, or null to take the default one",
        KnownNames.Options.ThreadName when IsBlank(value) => "a name, or null to leave it to the model",
        KnownNames.Options.ExclusiveGroup when IsBlank(value) => "a name, or null to share the keys with no other method",
        KnownNames.Options.MaxConcurrency or KnownNames.Options.TimeoutMilliseconds or KnownNames.Options.CrashRetries when value is < 0 => "0 or greater",
        KnownNames.Options.StackSize when value is < SmallestStack and not 0 => $"0 to take the default, or at least {SmallestStack} bytes",
        KnownNames.Options.ThreadPriority when value is < 0 or > HighestPriority => "a member of System.Threading.ThreadPriority",
        _ => null,
    };

    private static bool IsBlank(object value) => value is string text && string.IsNullOrWhiteSpace(text);
}
