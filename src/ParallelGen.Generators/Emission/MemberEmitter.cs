using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Emission;

/// <summary>Prints the members that users call.</summary>
internal static class MemberEmitter
{
    private const string Token = "global::System.Threading.CancellationToken";

    public static void Write(SourceWriter source, MethodModel method)
    {
        if (method.Return.IsSequence)
        {
            source.Line("// One call: cold, nothing runs until the sequence is enumerated.");
            source.Line();
            WriteStream(source, method);
            return;
        }

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
        WriteOne(source, method, "global::System.Threading.Tasks.Task" + (method.Return.IsVoid ? "" : $"<{method.Return.TypeName}>"), KnownNames.Entries.RunAsync);
    }

    private static void WriteStream(SourceWriter source, MethodModel method)
    {
        DocumentationEmitter.WriteStream(source, method);
        WriteAttributes(source, method);
        WriteOne(source, method, $"global::System.Collections.Generic.IAsyncEnumerable<{method.Return.TypeName}>", KnownNames.Entries.Stream);
    }

    private static void WriteOne(SourceWriter source, MethodModel method, string type, string entry)
    {
        string parameters = string.Join(", ", method.AsyncParameters.Concat(new[] { $"{Token} {method.TokenName} = default" }));
        WriteHeader(source, method, $"{type} {method.Names.One}{method.TypeParameters.List}({parameters})", " =>");
        source.Indent();
        source.Line($"{Entry(method, entry)}{MethodEmitter.CallArguments(method)}({method.Input.Expression}, {method.TokenName});");
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

        string type = KnownNames.Global(KnownNames.Types.Batch) + (method.Return.IsVoid ? "" : $"<{method.Return.TypeName}>");
        string run = method.Return.IsVoid
            ? $"{Entry(method, KnownNames.Entries.VoidBatch)}<{MethodEmitter.Call(method)}, {method.Input.TypeName}>"
            : Entry(method, KnownNames.Entries.Batch) + MethodEmitter.CallArguments(method);
        string header = $"{type} {method.Names.Many}{method.TypeParameters.List}({string.Join(", ", batch.Parameters)})";
        if (batch.Instance is string copy)
        {
            WriteHeader(source, method, header, "");
            source.Open();
            source.Line($"{method.Container.Reference} {copy} = this; // a lambda of a struct cannot have the struct itself");
            WriteRun(source, "return " + run, batch);
            source.Close();
        }
        else
        {
            WriteHeader(source, method, header, " =>");
            source.Indent();
            WriteRun(source, run, batch);
            source.Outdent();
        }

        source.Line();
    }

    private static void WriteRun(SourceWriter source, string run, BatchModel batch)
    {
        source.Line(run + "(");
        source.Indent();
        source.Line(batch.Inputs + ");");
        source.Outdent();
    }

    /// <summary>The arrow of a member stands behind its last constraint.</summary>
    private static void WriteHeader(SourceWriter source, MethodModel method, string header, string end)
    {
        EquatableArray<string> constraints = method.TypeParameters.Constraints;
        source.Line($"{method.Modifiers} {header}{(constraints.Count == 0 ? end : "")}");
        source.Indent();
        for (int i = 0; i < constraints.Count; i++)
        {
            source.Line(constraints[i] + (i == constraints.Count - 1 ? end : ""));
        }

        source.Outdent();
    }

    private static string Entry(MethodModel method, string member) => KnownNames.Global(KnownNames.Entry(method.Options.Model, member));

    private static void WriteAttributes(SourceWriter source, MethodModel method)
    {
        source.GeneratedMarks();
        foreach (string attribute in method.Attributes)
        {
            source.Line($"[{attribute}]");
        }
    }
}
