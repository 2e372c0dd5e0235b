using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Emission;

/// <summary>Prints the members that users call.</summary>
internal static class MemberEmitter
{
    private const string Token = "global::System.Threading.CancellationToken";

    public static void Write(SourceWriter source, MethodModel method)
    {
        source.Line("// One call.");
        source.Line();
        WriteAsync(source, method);
        source.Line("// Many calls: cold, nothing runs until the batch is awaited or enumerated.");
        source.Line();
        foreach (BatchModel batch in method.Batches)
        {
            WriteAll(source, method, batch);
        }
    }

    private static void WriteAsync(SourceWriter source, MethodModel method)
    {
        DocumentationEmitter.WriteAsync(source, method);
        WriteAttributes(source, method);
        string task = "global::System.Threading.Tasks.Task" + (method.Return.Result is null ? "" : $"<{method.Return.TypeName}>");
        string parameters = string.Join(", ", method.AsyncParameters.Concat(new[] { $"{Token} {method.TokenName} = default" }));
        source.Line($"{method.Modifiers} {task} {method.AsyncName}({parameters}) =>");
        source.Indent();
        source.Line($"{KnownNames.Global(KnownNames.Members.RunAsync)}{MethodEmitter.CallArguments(method)}({method.Input.Expression}, {method.TokenName});");
        source.Outdent();
        source.Line();
    }

    private static void WriteAll(SourceWriter source, MethodModel method, BatchModel batch)
    {
        DocumentationEmitter.WriteAll(source, method, batch);
        WriteAttributes(source, method);
        if (batch.Kind == BatchSourceKind.AsyncSequence)
        {
            source.Line("[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)] // a source that is both kinds of sequence is read asynchronously");
        }

        bool isVoid = method.Return.Result is null;
        string type = KnownNames.Global(KnownNames.Types.Batch) + (isVoid ? "" : $"<{method.Return.TypeName}>");
        string run = isVoid
            ? $"{KnownNames.Global(KnownNames.Members.RunVoidBatch)}<{method.CallName}, {method.Input.TypeName}>"
            : KnownNames.Global(KnownNames.Members.RunBatch) + MethodEmitter.CallArguments(method);
        source.Line($"{method.Modifiers} {type} {method.AllName}({string.Join(", ", batch.Parameters)}) =>");
        source.Indent();
        source.Line(run + "(");
        source.Indent();
        source.Line(batch.Inputs + ");");
        source.Outdent();
        source.Outdent();
        source.Line();
    }

    private static void WriteAttributes(SourceWriter source, MethodModel method)
    {
        source.Line($"[global::System.CodeDom.Compiler.GeneratedCode(\"{KnownNames.Tool}\", \"{KnownNames.Version}\")]");
        foreach (string attribute in method.Attributes)
        {
            source.Line($"[{attribute}]");
        }
    }
}
