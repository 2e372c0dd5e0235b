using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ParallelGen.Generators.Rules;

/// <summary>The rule catalogue: every diagnostic that this assembly reports, once. Numbers are never used again.</summary>
internal static class Descriptors
{
    private const string Generation = "ParallelGen.Generation";
    private const string Boundary = "ParallelGen.Boundary";

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error("001", Generation, "Containing type is not partial", "Type '{0}' must be partial so that members can be added beside '{1}'. Add the modifier 'partial'.");

    public static readonly DiagnosticDescriptor ContainingTypeNotAccessible = Error("002", Generation, "Containing type is not accessible enough", "Type '{0}' is {1}, so worker processes cannot reach '{2}'. Make it internal or public.");

    public static readonly DiagnosticDescriptor ParameterKindNotSupported = Error("003", Generation, "Parameter cannot be passed on", "Parameter '{0}' is {1}, which cannot be passed to a call that runs elsewhere. Pass it by value.");

    public static readonly DiagnosticDescriptor GenericMethod = Error("004", Generation, "Generic method in a process model", "Method '{0}' is generic; a worker process needs one compiled entry for each method. Write a non-generic method for each type.");

    public static readonly DiagnosticDescriptor InstanceMethod = Error("005", Generation, "Instance method in a process model", "Method '{0}' is an instance method, and its object does not exist in a worker process. Make it static and pass what it needs.");

    public static readonly DiagnosticDescriptor ReturnTypeNotSupported = Error("006", Generation, "Return type is not supported", "Method '{0}' returns '{1}', which {2}. Return void, T, Task, Task<T>, ValueTask or ValueTask<T>.");

    public static readonly DiagnosticDescriptor NameTaken = Error("007", Generation, "Generated name is taken", "'{0}' would get the member '{1}', but {2}. Rename the method (such as '{3}') or set Name on [RunOn].");

    public static readonly DiagnosticDescriptor TooManySpecialParameters = Error("008", Generation, "More than one token or progress parameter", "Method '{0}' has more than one parameter of type '{1}'. Keep one.");

    public static readonly DiagnosticDescriptor OptionNotApplicable = Error("009", Generation, "Option does not apply", "Option '{0}' {1}. Remove it.");

    public static readonly DiagnosticDescriptor OptionOutOfRange = Error("010", Generation, "Option value is out of range", "Option '{0}' is {1}, but must be {2}.");

    public static readonly DiagnosticDescriptor UnknownExclusiveParameter = Error("011", Generation, "ExclusiveBy names no parameter", "ExclusiveBy names '{0}', which is not an ordinary parameter of '{1}'. Name one of: {2}, or \"*\".");

    public static readonly DiagnosticDescriptor WorkerInitializerShape = Error("012", Generation, "Worker initializer has the wrong shape", "Method '{0}' cannot be a [WorkerInitializer]: {1}. It must be static, parameterless, non-generic, at least internal, and return void or Task.");

    public static readonly DiagnosticDescriptor NoBody = Error("013", Generation, "Method has no body", "Method '{0}' is {1} and has no body to run. Annotate an ordinary method that calls it.");

    public static readonly DiagnosticDescriptor NothingVaries = Error("014", Generation, "Nothing is left to vary", "Every parameter of '{0}' is marked [Broadcast], so all calls of a batch would be the same. Leave at least one ordinary parameter.");

    public static readonly DiagnosticDescriptor PackageMissing = Error("015", Generation, "The model needs a package that is not referenced", "Model.{0} needs the package {1}. Reference it, or choose another model.");

    public static readonly DiagnosticDescriptor NotAnOrdinaryMethod = Error("016", Generation, "Not an ordinary method", "'{0}' is {1}; [RunOn] belongs on an ordinary method of a type. Move the body into one.");

    public static readonly DiagnosticDescriptor ContainingTypeNotSupported = Error("017", Generation, "Containing type is not supported", "Type '{0}' is {1}; members cannot be added beside '{2}'. Move the method into an ordinary partial type.");

    public static readonly DiagnosticDescriptor ModelNotAvailable = Error("018", Generation, "Model is not available in this version", "Model.{0} is not available in this version of ParallelGen. Choose Model.ProcessPool.");

    public static readonly DiagnosticDescriptor ExclusiveKeyEquality = Error("019", Generation, "Key type has no value equality", "ExclusiveBy names '{0}' of type '{1}', which has no value equality. Use a string, number, record or a type that implements IEquatable<T>.");

    public static readonly DiagnosticDescriptor TypeCannotCross = Error("101", Boundary, "Type cannot cross the process boundary", "{0} cannot be sent to another process: {1}. {2}");

    public static readonly DiagnosticDescriptor NoUsableConstructor = Error("102", Boundary, "No usable constructor", "{0} cannot be rebuilt in another process: {1}. Add a constructor whose parameters cover the state, or settable members, or an IWireCodec registered with [assembly: WireCodec].");

    public static readonly DiagnosticDescriptor OpenHierarchy = Error("103", Boundary, "Open hierarchy", "{0} cannot be sent to another process: any type could stand there. List the derived types on it with [JsonDerivedType(typeof(...))], or use a concrete type.");

    public static readonly DiagnosticDescriptor DelegateCannotCross = Error("105", Boundary, "Delegate cannot cross the process boundary", "{0} is a delegate, and code cannot be sent to another process. Pass the data that it needs, and call a static method there.");

    /// <summary>What the parser of annotated methods can find.</summary>
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
        DelegateCannotCross);

    private static DiagnosticDescriptor Error(string number, string category, string title, string message) => new(
        "PGEN" + number, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        helpLinkUri: "https://github.com/parallelgen/parallelgen/blob/main/docs/diagnostics/PGEN" + number + ".md");
}
