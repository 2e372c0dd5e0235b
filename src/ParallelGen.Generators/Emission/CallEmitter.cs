using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Emission;

/// <summary>Prints the struct that describes an annotated method to the runtime: identity, thunk, encoding.</summary>
internal static class CallEmitter
{
    private const string Token = "global::System.Threading.CancellationToken";

    public static void Write(SourceWriter source, MethodModel method)
    {
        bool crosses = method.Options.CrossesProcesses;
        source.Line(crosses
            ? "// What the runtime needs to know of the method, in the calling process and in the worker."
            : "// What the runtime needs to know of the method.");
        source.Line();
        source.Line($"/// <summary>Describes <see cref=\"{XmlText.Escape(method.DocumentationId)}\"/> to the runtime.</summary>");
        foreach (string attribute in method.ThunkAttributes)
        {
            source.Line($"[{attribute}]");
        }

        source.GeneratedMarks();
        source.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        source.Line("[global::System.Diagnostics.StackTraceHidden]");
        // Nobody but the members above names the struct, unless a registry lists it.
        MethodEmitter.OpenGeneric(source, $"{(crosses ? "internal" : "private")} readonly struct {MethodEmitter.Call(method)} : {Contract(method)}", method);
        WriteIdentity(source, method);
        source.Line(crosses ? "// The thunk: runs in the worker." : "// The thunk.");
        WriteThunk(source, method);
        if (crosses)
        {
            source.Line();
            WireEmitter.Write(source, method);
        }

        source.Close();
    }

    private static string Contract(MethodModel method)
    {
        string contract = (method.Options.CrossesProcesses, method.Return.IsSequence) switch
        {
            (true, true) => KnownNames.GenericTypes.IWireStreamCall,
            (true, false) => KnownNames.GenericTypes.IWireCall,
            (false, true) => KnownNames.GenericTypes.IStreamCall,
            (false, false) => KnownNames.GenericTypes.ICall,
        };
        return KnownNames.Global(contract) + $"<{method.Input.TypeName}, {method.Return.CallTypeName}>";
    }

    private static void WriteIdentity(SourceWriter source, MethodModel method)
    {
        // Only a thread of the call's own needs to know: it pumps the continuations of a method that has some.
        bool tells = method.Options.Model == KnownNames.Models.Thread && method.Return.Kind is (ReturnKind.Void or ReturnKind.Value);
        List<string> settings = method.Options.Initializers.ToList();
        if (tells)
        {
            settings.Add("IsSynchronous = true");
        }

        // A worker makes a token for each call of a method that takes one.
        if (method.Options.CrossesProcesses && !method.TakesToken)
        {
            settings.Add("IsCancellable = false");
        }

        string initializer = settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
        string info = KnownNames.Global(KnownNames.Types.CallInfo);
        source.Line($"private static readonly {info} s_info =");
        source.Indent();
        source.Line($"new {info}(typeof({MethodEmitter.Call(method)}), {MethodEmitter.Id(method.Id)}, \"{method.DisplayName}\"){initializer};");
        source.Outdent();
        source.Line();
        if (method.Options.CrossesProcesses)
        {
            string create = KnownNames.Global(method.Return.IsSequence ? KnownNames.Members.ForStream : KnownNames.Members.ForCall);
            source.Line("/// <summary>What the registry hands to a worker that is asked for the method.</summary>");
            source.Expression($"internal static {KnownNames.Global(KnownNames.Types.CallEntry)} CreateEntry()", $"{create}{MethodEmitter.CallArguments(method)}()");
            source.Line();
        }

        string annotated = $"{KnownNames.Global(KnownNames.GenericTypes.IAnnotatedMethod)}<{method.Input.TypeName}>";
        source.Line($"static {info} {annotated}.{KnownNames.Last(KnownNames.Members.Info)} => s_info;");
        source.Line();
        if (method.Input.Fields.FirstOrDefault(f => f.ParameterName == method.Options.ExclusiveBy) is FieldModel key)
        {
            source.Line("// Calls with equal keys never overlap.");
            source.Line($"static object? {annotated}.{KnownNames.Last(KnownNames.Members.ExclusiveKey)}({method.Input.TypeName} input) => {key.Access};");
            source.Line();
        }
    }

    private static void WriteThunk(SourceWriter source, MethodModel method)
    {
        string result = method.Return.CallTypeName;
        (string type, string member, string implemented) = method.Return.IsSequence
            ? ($"global::System.Collections.Generic.IAsyncEnumerable<{result}>", KnownNames.Members.Open, KnownNames.GenericTypes.IStreamCall)
            : ($"global::System.Threading.Tasks.ValueTask<{result}>", KnownNames.Members.Invoke, KnownNames.GenericTypes.ICall);
        string name = $"{KnownNames.Global(implemented)}<{method.Input.TypeName}, {result}>.{KnownNames.Last(member)}";
        string header = $"static {type} {name}({method.Input.TypeName} input, {Token} cancel)";
        if (method.Input.Progress is FieldModel progress)
        {
            string run = KnownNames.Global(method.Return.IsSequence ? KnownNames.Members.OpenWithProgress : KnownNames.Members.RunWithProgress);
            source.Expression(header, $"{run}(input, {progress.Access}, Call, cancel)");
            source.Line();
            header = $"private static {type} Call({method.Input.TypeName} input, {progress.TypeName} progress, {Token} cancel)";
        }

        WriteInvocation(source, method, header, type);
    }

    private static void WriteInvocation(SourceWriter source, MethodModel method, string header, string type)
    {
        if (method.Return.Kind == ReturnKind.Void)
        {
            source.Open(header);
            source.Line(method.Invocation + ";");
            source.Line("return default;");
            source.Close();
            return;
        }

        string result = method.Return.CallTypeName;
        string resultOf = KnownNames.Global(KnownNames.Members.ResultOf);
        source.Expression(header, method.Return.Kind switch
        {
            ReturnKind.Value => $"new {type}({method.Invocation})",
            ReturnKind.Task => $"{resultOf}<{result}>({method.Invocation}, s_info)",
            ReturnKind.VoidTask => $"{resultOf}({method.Invocation}, s_info)",
            ReturnKind.VoidValueTask => $"{resultOf}({method.Invocation})",
            ReturnKind.Sequence => $"{KnownNames.Global(KnownNames.Members.ItemsFrom)}<{result}>({method.Invocation})",
            _ => method.Invocation,
        });
    }
}
