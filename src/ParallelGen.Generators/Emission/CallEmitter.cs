using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Emission;

/// <summary>Prints the struct that describes an annotated method to the runtime: identity, thunk, encoding.</summary>
internal static class CallEmitter
{
    private const string Token = "global::System.Threading.CancellationToken";
    private const string Writer = "global::" + KnownNames.Types.WireWriter;
    private const string Reader = "global::" + KnownNames.Types.WireReader;

    public static void Write(SourceWriter source, MethodModel method)
    {
        string types = $"<{method.Input.TypeName}, {method.Return.TypeName}>";
        string wire = KnownNames.Global(KnownNames.GenericTypes.IWireCall) + types;
        source.Line("// What the runtime needs to know of the method, in the calling process and in the worker.");
        source.Line();
        source.Line($"/// <summary>Describes <see cref=\"{XmlText.Escape(method.DocumentationId)}\"/> to the runtime.</summary>");
        foreach (string attribute in method.ThunkAttributes)
        {
            source.Line($"[{attribute}]");
        }

        source.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"{KnownNames.Tool}\", \"{KnownNames.Version}\")]");
        source.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        source.Line("[global::System.Diagnostics.DebuggerNonUserCode]");
        source.Line("[global::System.Diagnostics.StackTraceHidden]");
        source.Open($"internal readonly struct {method.CallName} : {wire}");
        WriteIdentity(source, method, types);
        source.Line("// The thunk: runs in the worker.");
        WriteThunk(source, method, KnownNames.Global(KnownNames.GenericTypes.ICall) + types);
        source.Line();
        source.Line("// What crosses, in this order.");
        WriteWire(source, method, wire);
        source.Close();
    }

    private static void WriteIdentity(SourceWriter source, MethodModel method, string types)
    {
        OptionsModel options = method.Options;
        string[] settings = new[]
        {
            options.PoolLiteral is null ? "" : $"Pool = {options.PoolLiteral}",
            options.MaxConcurrency == 0 ? "" : $"MaxConcurrency = {options.MaxConcurrency}",
            options.TimeoutMilliseconds == 0 ? "" : $"TimeoutMilliseconds = {options.TimeoutMilliseconds}",
        }.Where(s => s.Length > 0).ToArray();
        string initializer = settings.Length == 0 ? "" : $" {{ {string.Join(", ", settings)} }}";
        string info = KnownNames.Global(KnownNames.Types.CallInfo);
        source.Line($"private static readonly {info} s_info =");
        source.Indent();
        source.Line($"new {info}(typeof({method.CallName}), {MethodEmitter.Id(method.Id)}, \"{method.DisplayName}\"){initializer};");
        source.Outdent();
        source.Line();
        string create = KnownNames.Global(KnownNames.Members.ForCall);
        source.Line($"internal static {KnownNames.Global(KnownNames.Types.CallEntry)} CreateEntry() =>");
        source.Indent();
        source.Line($"{create}{MethodEmitter.CallArguments(method)}();");
        source.Outdent();
        source.Line();
        source.Line($"static {info} {KnownNames.Global(KnownNames.GenericTypes.IAnnotatedMethod)}<{method.Input.TypeName}>.{KnownNames.Last(KnownNames.Members.Info)} => s_info;");
        source.Line();
    }

    private static void WriteThunk(SourceWriter source, MethodModel method, string call)
    {
        string result = method.Return.TypeName;
        string task = $"global::System.Threading.Tasks.ValueTask<{result}>";
        string header = $"{task} {call}.{KnownNames.Last(KnownNames.Members.Invoke)}({method.Input.TypeName} input, {Token} cancel)";
        switch (method.Return.Kind)
        {
            case ReturnKind.Value:
            case ReturnKind.Task:
                WriteExpression(source, "static " + header, $"new {task}({method.Invocation})");
                break;
            case ReturnKind.ValueTask:
                WriteExpression(source, "static " + header, method.Invocation);
                break;
            case ReturnKind.Void:
                WriteStatement(source, "static " + header, method.Invocation + ";");
                break;
            default:
                WriteStatement(source, "static async " + header, $"await {method.Invocation}.ConfigureAwait(false);");
                break;
        }
    }

    private static void WriteExpression(SourceWriter source, string header, string expression)
    {
        source.Line(header + " =>");
        source.Indent();
        source.Line(expression + ";");
        source.Outdent();
    }

    private static void WriteStatement(SourceWriter source, string header, string statement)
    {
        source.Open(header);
        source.Line(statement);
        source.Line("return default;");
        source.Close();
    }

    private static void WriteWire(SourceWriter source, MethodModel method, string wire)
    {
        string inputs = $"{KnownNames.Global(KnownNames.GenericTypes.IWireInput)}<{method.Input.TypeName}>";
        source.Open($"static void {inputs}.{KnownNames.Last(KnownNames.Members.WriteInput)}(ref {Writer} writer, {method.Input.TypeName} input)");
        foreach (FieldModel field in method.Input.Fields)
        {
            source.Line($"{field.Wire.CodecName}.Write(ref writer, {field.Access});");
        }

        source.Close();
        source.Line();
        WriteExpression(
            source, $"static {method.Input.TypeName} {inputs}.{KnownNames.Last(KnownNames.Members.ReadInput)}(ref {Reader} reader)", ReadInput(method));
        source.Line();
        source.Open($"static void {wire}.{KnownNames.Last(KnownNames.Members.WriteResult)}(ref {Writer} writer, {method.Return.TypeName} result)");
        if (method.Return.Result is WireTypeModel result)
        {
            source.Line($"{result.CodecName}.Write(ref writer, result);");
        }

        source.Close();
        source.Line();
        WriteExpression(
            source,
            $"static {method.Return.TypeName} {wire}.{KnownNames.Last(KnownNames.Members.ReadResult)}(ref {Reader} reader)",
            method.Return.Result is null ? "default" : $"{method.Return.Result.CodecName}.Read(ref reader)");
    }

    private static string ReadInput(MethodModel method)
    {
        string[] fields = method.Input.Fields.Select(f => $"{f.Wire.CodecName}.Read(ref reader)").ToArray();
        return fields.Length switch
        {
            0 => "default",
            1 => fields[0],
            _ => "(" + string.Join(", ", fields) + ")",
        };
    }
}
