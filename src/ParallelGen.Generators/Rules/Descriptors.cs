using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Rules;

/// <summary>The rule catalogue: every diagnostic that this assembly reports, once. Numbers are never used again.</summary>
internal static partial class Descriptors
{
    private const string Generation = "ParallelGen.Generation";
    private const string Boundary = "ParallelGen.Boundary";

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Create("PGEN001", "Containing type is not partial", Generation, "Type '{0}' must be partial so that members can be added beside '{1}'. Add the modifier 'partial'.");

    public static readonly DiagnosticDescriptor ContainingTypeNotAccessible = Create("PGEN002", "Containing type is not accessible enough", Generation, "Type '{0}' is {1}, so worker processes cannot reach '{2}'. Make it internal or public.");

#pragma warning disable RS1032 // the last argument is a sentence and brings its own period
    public static readonly DiagnosticDescriptor ParameterKindNotSupported = Create("PGEN003", "Parameter cannot be passed on", Generation, "Parameter '{0}' is {1}. {2}");
#pragma warning restore RS1032

    public static readonly DiagnosticDescriptor GenericMethod = Create("PGEN004", "Generic method in a process model", Generation, "Method '{0}' is generic; a worker process needs one compiled entry for each method. Write a non-generic method for each type.");

    public static readonly DiagnosticDescriptor InstanceMethod = Create("PGEN005", "Instance method in a process model", Generation, "Method '{0}' is an instance method, and its object does not exist in a worker process. Make it static and pass what it needs.");

#pragma warning disable RS1032 // the last argument is a sentence and brings its own period
    public static readonly DiagnosticDescriptor ReturnTypeNotSupported = Create("PGEN006", "Return type is not supported", Generation, "Method '{0}' {1}. {2}");
#pragma warning restore RS1032

#pragma warning disable RS1032 // the last argument is a sentence and brings its own period
    public static readonly DiagnosticDescriptor NameTaken = Create("PGEN007", "Generated name is taken", Generation, "'{0}' would get the member '{1}', but {2}. {3}");
#pragma warning restore RS1032

    public static readonly DiagnosticDescriptor TooManySpecialParameters = Create("PGEN008", "More than one token or progress parameter", Generation, "Method '{0}' has more than one parameter of type '{1}'. Keep one.");

    public static readonly DiagnosticDescriptor OptionNotApplicable = Create("PGEN009", "Option does not apply", Generation, "Option '{0}' {1}. Remove it.");

    public static readonly DiagnosticDescriptor OptionOutOfRange = Create("PGEN010", "Option value is out of range", Generation, "Option '{0}' is {1}, which is out of range. Set it to {2}.");

    public static readonly DiagnosticDescriptor UnknownExclusiveParameter = Create("PGEN011", "ExclusiveBy names no parameter", Generation, "ExclusiveBy names '{0}', which is not an ordinary parameter of '{1}'. Name one of: {2}, or \"*\".");

    public static readonly DiagnosticDescriptor WorkerInitializerShape = Create("PGEN012", "Worker initializer has the wrong shape", Generation, "Method '{0}' cannot be a [WorkerInitializer]: {1}. It must be static, parameterless, non-generic, at least internal, and return void or Task.");

    public static readonly DiagnosticDescriptor NoBody = Create("PGEN013", "Method has no body", Generation, "Method '{0}' is {1} and has no body to run. Annotate an ordinary method that calls it.");

    public static readonly DiagnosticDescriptor NothingVaries = Create("PGEN014", "Nothing is left to vary", Generation, "Every parameter of '{0}' is marked [Broadcast], so all calls of a batch would be the same. Leave at least one ordinary parameter.");

    public static readonly DiagnosticDescriptor PackageMissing = Create("PGEN015", "The model needs a package that is not referenced", Generation, "Model.{0} needs the package {1}, which does not exist for this version of ParallelGen. Choose Model.ProcessPool.");

    public static readonly DiagnosticDescriptor NotAnOrdinaryMethod = Create("PGEN016", "Not an ordinary method", Generation, "'{0}' is {1}; [RunOn] belongs on an ordinary method of a type. Move the body into one.");

    public static readonly DiagnosticDescriptor ContainingTypeNotSupported = Create("PGEN017", "Containing type is not supported", Generation, "Type '{0}' is {1}; members cannot be added beside '{2}'. Move the method into an ordinary partial type.");

    public static readonly DiagnosticDescriptor ModelNotAvailable = Create("PGEN018", "Model is not available in this version", Generation, "Model {0} is not available in this version of ParallelGen. Choose a named member of ParallelGen.Model.");

    public static readonly DiagnosticDescriptor ExclusiveKeyEquality = Create("PGEN019", "ExclusiveBy key has no value equality", Generation, "Two equal values of '{0}' are not known to compare equal, so ExclusiveBy = \"{1}\" would let their calls overlap. Name a parameter whose type has value equality (a value type, a string, a record, a type that overrides Equals).");

#pragma warning disable RS1032 // the last argument is a sentence and brings its own period
    public static readonly DiagnosticDescriptor TypeCannotCross = Create("PGEN101", "Type cannot cross the process boundary", Boundary, "{0} cannot be sent to another process: {1}. {2}");
#pragma warning restore RS1032

    public static readonly DiagnosticDescriptor NoUsableConstructor = Create("PGEN102", "No usable constructor", Boundary, "{0} cannot be rebuilt in another process: {1}. Add a constructor whose parameters cover the state, or settable members, or an IWireCodec registered with [assembly: WireCodec].");

    public static readonly DiagnosticDescriptor OpenHierarchy = Create("PGEN103", "Open hierarchy", Boundary, "{0} cannot be sent to another process: any type could stand there. List the derived types on it with [JsonDerivedType(typeof(...))], or use a concrete type.");

    public static readonly DiagnosticDescriptor MemberNotCarried = Create("PGEN104", "Member is not carried", Boundary, "{0} arrives without {1}: its class is of another assembly and has no way to read that. Register a codec with [assembly: WireCodec], or pass a type of your own.", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DelegateCannotCross = Create("PGEN105", "Delegate cannot cross the process boundary", Boundary, "{0} is a delegate, and code cannot be sent to another process. Pass the data that it needs, and call a static method there.");

    public static readonly DiagnosticDescriptor ExceptionNotCarried = Create("PGEN106", "Exception class does not arrive as itself", Boundary, "'{0}' is named by [assembly: WireException], but does not arrive as itself: {1}. Remove the attribute, and catch RemoteException.", DiagnosticSeverity.Warning);

    /// <summary>What the parsers of annotated methods and named exceptions can find.</summary>
    public static ImmutableArray<DiagnosticDescriptor> OfTheParser { get; } = ImmutableArray.Create(
        ContainingTypeNotPartial,
        ContainingTypeNotAccessible,
        ParameterKindNotSupported,
        GenericMethod,
        InstanceMethod,
        ReturnTypeNotSupported,
        NameTaken,
        TooManySpecialParameters,
        OptionNotApplicable,
        OptionOutOfRange,
        UnknownExclusiveParameter,
        WorkerInitializerShape,
        NoBody,
        NothingVaries,
        PackageMissing,
        NotAnOrdinaryMethod,
        ContainingTypeNotSupported,
        ModelNotAvailable,
        ExclusiveKeyEquality,
        TypeCannotCross,
        NoUsableConstructor,
        OpenHierarchy,
        MemberNotCarried,
        DelegateCannotCross,
        ExceptionNotCarried);

    /// <summary>The whole catalogue, in the order of its numbers.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => OfTheParser.AddRange(OfTheBody).AddRange(OfTheCalls);

    private static DiagnosticDescriptor Create(
        string id, string title, string category, string messageFormat, DiagnosticSeverity severity = DiagnosticSeverity.Error,
        bool isEnabledByDefault = true, params string[] tags) => new(
        id, title, messageFormat, category, severity, isEnabledByDefault,
        helpLinkUri: "https://github.com/parallelgen/parallelgen/blob/main/docs/diagnostics/" + id + ".md",
        customTags: tags);
}
