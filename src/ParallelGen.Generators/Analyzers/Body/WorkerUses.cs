using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ParallelGen.Generators.Analyzers.Body;

/// <summary>The framework's members that mean the process or its threads, and mean another one in a worker.</summary>
internal static class WorkerUses
{
    private const string ReadsInput = "reads the input of a worker process, which is empty";
    private const string ReadInCaller = "Read it in the caller, and pass it as a parameter.";
    private const string IsForAll = "changes a whole worker process, so that later calls find it, and not the caller's";
    private const string SetForPool = "Pass what the method needs as a parameter, or set it once in a [WorkerInitializer].";
    private const string HasNoEffect = "has no effect on threads of a worker process that run already";
    private const string OwnThread = "Start a thread there that is set up before it runs.";

    private static readonly Dictionary<string, WorkerUse> s_members = new(StringComparer.Ordinal)
    {
        ["System.Console.In"] = new("Console.In", ReadsInput, ReadInCaller, false),
        ["System.Console.ReadLine"] = new("Console.ReadLine", ReadsInput, ReadInCaller, false),
        ["System.Console.ReadKey"] = new("Console.ReadKey", ReadsInput, ReadInCaller, false),
        ["System.Console.Read"] = new("Console.Read", ReadsInput, ReadInCaller, false),
        ["System.Console.KeyAvailable"] = new("Console.KeyAvailable", ReadsInput, ReadInCaller, false),
        ["System.Console.OpenStandardInput"] = new("Console.OpenStandardInput", ReadsInput, ReadInCaller, false),
        ["System.Console.SetIn"] = new("Console.SetIn", IsForAll, SetForPool, true),
        ["System.Console.SetOut"] = new("Console.SetOut", IsForAll, SetForPool, true),
        ["System.Console.SetError"] = new("Console.SetError", IsForAll, SetForPool, true),
        ["System.IO.Directory.SetCurrentDirectory"] = new("Directory.SetCurrentDirectory", IsForAll, "Use full paths, or set WorkingDirectory in the options of the pool.", true),
        ["System.Environment.CurrentDirectory="] = new("Environment.CurrentDirectory", IsForAll, "Use full paths, or set WorkingDirectory in the options of the pool.", true),
        ["System.Environment.SetEnvironmentVariable"] = new("Environment.SetEnvironmentVariable", IsForAll, "Pass what the method needs as a parameter, or set Environment in the options of the pool.", true),
        ["System.Environment.ExitCode="] = new("Environment.ExitCode", "sets the exit code of a worker process, which nobody reads", "Return the value instead.", false),
        ["System.Globalization.CultureInfo.DefaultThreadCurrentCulture="] = new("CultureInfo.DefaultThreadCurrentCulture", IsForAll, SetForPool, true),
        ["System.Globalization.CultureInfo.DefaultThreadCurrentUICulture="] = new("CultureInfo.DefaultThreadCurrentUICulture", IsForAll, SetForPool, true),
        ["System.Threading.Thread.SetApartmentState"] = new("Thread.SetApartmentState", HasNoEffect, OwnThread, false),
        ["System.Threading.Thread.TrySetApartmentState"] = new("Thread.TrySetApartmentState", HasNoEffect, OwnThread, false),
        ["System.AppDomain.SetData"] = new("AppDomain.SetData", IsForAll, SetForPool, true),
    };

    /// <summary>An apartment that only the main thread of a program gets from an attribute.</summary>
    public static WorkerUse Apartment { get; } = new("[STAThread]", HasNoEffect, OwnThread, false);

    /// <summary>Null for what is the same in every process.</summary>
    public static WorkerUse? Of(ForeignUse use)
    {
        ISymbol member = use.Member is IMethodSymbol { AssociatedSymbol: IPropertySymbol property } ? property : use.Member;
        string suffix = use.Member is IMethodSymbol { MethodKind: MethodKind.PropertySet } ? "=" : "";
        string name = $"{member.ContainingType.ContainingNamespace.ToDisplayString()}.{member.ContainingType.Name}.{member.Name}{suffix}";
        return s_members.TryGetValue(name, out WorkerUse? known) && (known.Effect != HasNoEffect || IsOfRunningThread(use.Operation)) ? known : null;
    }

    private static bool IsOfRunningThread(IOperation operation) =>
        operation is IInvocationOperation { Instance: IPropertyReferenceOperation { Property.Name: "CurrentThread" } };
}
