using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Emission;

/// <summary>Prints the documentation of the members that users call.</summary>
internal static class DocumentationEmitter
{
    public static void WriteAsync(SourceWriter source, MethodModel method)
    {
        WriteSummary(source, method, "", ModelTexts.PlaceOfOne(method));
        source.Line($"/// <inheritdoc cref=\"{Reference(method)}\"/>");
        WriteExceptions(source, method);
        WriteRemarks(source, method);
    }

    public static void WriteStream(SourceWriter source, MethodModel method)
    {
        WriteSummary(source, method, "", ModelTexts.PlaceOfOne(method));
        source.Line($"/// <inheritdoc cref=\"{Reference(method)}\"/>");
        source.Line("/// <returns>The items in order. Each enumeration is a call of its own, which waits while its consumer is slow, and ends with it.</returns>");
        WriteExceptions(source, method);
        WriteRemarks(source, method);
    }

    public static void WriteAll(SourceWriter source, MethodModel method, BatchModel batch)
    {
        string count = batch.Kind == BatchSourceKind.Count ? $" <paramref name=\"{batch.SourceName}\"/> times" : " for each input";
        WriteSummary(source, method, count, ModelTexts.PlaceOfMany(method));
        source.Line($"/// <param name=\"{batch.SourceName}\">{Source(batch)}</param>");
        foreach (string shared in batch.SharedNames)
        {
            source.Line($"/// <param name=\"{shared}\">{Shared(method, shared)}</param>");
        }

        source.Line($"/// <inheritdoc cref=\"{Reference(method)}\"/>");
        source.Line("/// <remarks>");
        source.Line(method.Return.IsVoid
            ? "/// Nothing runs yet: await the batch until all calls are done, or <c>OutcomesAsync()</c> for how each call ended."
            : "/// Nothing runs yet: await the batch for an array in the order of the inputs, <c>await foreach</c> over it for results as they");
        if (!method.Return.IsVoid)
        {
            source.Line("/// come, in the same order, or await <c>OutcomesAsync()</c> for the result or the exception of each call.");
        }

        source.Line($"/// If calls fail, awaiting the batch throws one <see cref=\"{KnownNames.Global(KnownNames.Types.BatchException)}\"/> that has every failure by index.");
        source.Line("/// </remarks>");
    }

    /// <summary>Prints the table of what crosses a process boundary, in the order of the wire.</summary>
    public static void WriteTable(SourceWriter source, string heading, IEnumerable<(string Term, string Description)> rows)
    {
        source.Line("/// <remarks>");
        source.Line($"/// {heading}");
        source.Line("/// <list type=\"table\">");
        foreach ((string term, string description) in rows)
        {
            source.Line($"/// <item><term>{XmlText.Escape(term)}</term><description>{XmlText.Escape(description)}</description></item>");
        }

        source.Line("/// </list>");
        source.Line("/// </remarks>");
    }

    private static void WriteSummary(SourceWriter source, MethodModel method, string count, string place) =>
        source.Line($"/// <summary>Runs <see cref=\"{Reference(method)}\"/>{count} {place}.</summary>");

    private static void WriteExceptions(SourceWriter source, MethodModel method)
    {
        WriteException(source, "System.OperationCanceledException", $"<paramref name=\"{Plain(method.TokenName)}\"/> was cancelled, or the method said so itself.");
        if (method.Options.TimeoutMilliseconds > 0)
        {
            WriteException(source, "System.TimeoutException", $"The call ran for more than {method.Options.TimeoutMilliseconds} ms.");
        }

        if (method.Options.CrossesProcesses)
        {
            WriteException(source, KnownNames.Types.WorkerCrashedException, "The worker process died while the call ran.");
            WriteException(source, KnownNames.Types.WorkerStartException, "No worker process could be started.");
            WriteException(source, KnownNames.Types.RemoteException, "The method threw an exception of a type that cannot cross. Others come out as they are: those of the framework, and classes of projects that use ParallelGen.");
        }
    }

    private static void WriteRemarks(SourceWriter source, MethodModel method)
    {
        if (method.Options.CrossesProcesses)
        {
            WriteTable(source, "What crosses the process boundary:", WireTable(method));
            return;
        }

        source.Line("/// <remarks>");
        source.Line("/// Nothing is copied: the call works on the caller's own objects, while the caller goes on.");
        if (method.Input.HasInstance && method.Modifiers.EndsWith("readonly", StringComparison.Ordinal))
        {
            source.Line("/// The struct itself is copied, as every struct is that is passed on: what the call changes in it, the caller does not see.");
        }

        source.Line("/// </remarks>");
    }

    private static IEnumerable<(string Term, string Description)> WireTable(MethodModel method) =>
        method.Input.Fields.Select(field => (field.ParameterName, Crossing(field)))
            .Append((method.Return.IsSequence ? "item" : "result", method.Return.Wire?.Description ?? "nothing"));

    private static string Crossing(FieldModel field) => field.Kind switch
    {
        InputKind.Broadcast => field.Wire!.Description + " (once for a batch)",
        InputKind.Progress => field.Wire!.Description + " (each report, on its way back)",
        _ => field.Wire!.Description,
    };

    private static void WriteException(SourceWriter source, string type, string text) =>
        source.Line($"/// <exception cref=\"{KnownNames.Global(type)}\">{text}</exception>");

    private static string Reference(MethodModel method) => XmlText.Escape(method.DocumentationId);

    private static string Shared(MethodModel method, string name) => method.Input.Fields.First(f => f.ParameterName == name).Kind switch
    {
        InputKind.Broadcast => "The same for every call, and not to be changed while they run.",
        InputKind.Progress => "Gets the reports of every call, each call's own in order; null for none.",
        _ => "The same for every call.",
    };

    private static string Source(BatchModel batch)
    {
        if (batch.Kind == BatchSourceKind.Count)
        {
            return "How many times the method runs.";
        }

        string names = string.Join(", ", batch.VaryingNames);
        string item = batch.VaryingNames.Count == 1 ? $"One value of <c>{names}</c>"
            : batch.SharedNames.Count == 0 ? $"A tuple of all parameters, <c>({names})</c>,"
            : $"A tuple <c>({names})</c>";
        return item + " for each call; read anew by each run of the batch, as fast as calls finish.";
    }

    private static string Plain(string identifier) => identifier.TrimStart('@');
}
