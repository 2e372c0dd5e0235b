namespace ParallelGen.Wire;

/// <summary>
/// Sends exceptions: types of <see cref="ExceptionTable"/> and those that a call table lists arrive as themselves, others as <see cref="RemoteException"/>, with
/// message, remote stack trace, HResult, primitive data and inner exceptions. Bounded by <see cref="ExceptionBudget"/>.
/// </summary>
internal static class ExceptionCodec
{
    /// <summary>Writes an exception. Whatever its members throw is told in their place.</summary>
    public static void Write(ref WireWriter writer, Exception exception) =>
        Write(ref writer, exception, new ExceptionBudget(), depth: 0);

    /// <summary>Makes the exception anew. The caller may throw it: the stack trace then starts with the remote one.</summary>
    /// <param name="reader">Where it stands.</param>
    /// <param name="origin">Where it was thrown, such as "worker process 1234": the remote stack trace ends in a line that says so.</param>
    /// <exception cref="WireFormatException">The bytes are not what <see cref="Write(ref WireWriter, Exception)"/> produces.</exception>
    public static Exception Read(ref WireReader reader, string origin) =>
        Read(ref reader, origin, new ExceptionBudget(), depth: 0);

    private static void Write(ref WireWriter writer, Exception exception, ExceptionBudget budget, int depth)
    {
        ExceptionRecord record = ExceptionCapture.Take(exception, budget, depth);
        writer.WriteBoolean(record.IsKnown);
        writer.WriteString(record.TypeName);
        writer.WriteCount(record.BaseTypeNames.Count);
        foreach (string name in record.BaseTypeNames)
        {
            writer.WriteString(name);
        }

        writer.WriteString(record.Message);
        writer.WriteString(record.StackTrace);
        writer.WriteInt32(record.HResult);
        writer.WriteCount(record.Details.Count);
        foreach (object? detail in record.Details)
        {
            PrimitiveCodec.Write(ref writer, detail);
        }

        Write(ref writer, record.Members);
        writer.WriteCount(record.Data.Count);
        foreach ((string key, object? value) in record.Data)
        {
            writer.WriteString(key);
            PrimitiveCodec.Write(ref writer, value);
        }

        writer.WriteInt32(record.OmittedInner);
        writer.WriteCount(record.Inner.Count);
        foreach (Exception inner in record.Inner)
        {
            Write(ref writer, inner, budget, depth + 1);
        }
    }

    private static void Write(ref WireWriter writer, ExceptionMembers? members)
    {
        writer.WriteBoolean(members is not null);
        if (members is not null)
        {
            writer.WriteUnmanaged(members.Build);
            writer.WriteCount(members.Bytes.Length);
            writer.WriteBytes(members.Bytes);
        }
    }

    private static Exception Read(ref WireReader reader, string origin, ExceptionBudget budget, int depth) => ExceptionRebuilder.Rebuild(
        new()
        {
            IsKnown = reader.ReadBoolean(),
            TypeName = Text(ref reader),
            BaseTypeNames = BaseTypeNames(ref reader),
            Message = Text(ref reader),
            StackTrace = OptionalText(ref reader),
            HResult = reader.ReadInt32(),
            Details = Details(ref reader),
            Members = Members(ref reader),
            Data = Data(ref reader),
            OmittedInner = reader.ReadInt32(),
            Inner = Inner(ref reader, origin, budget, depth),
        },
        origin);

    private static string Text(ref WireReader reader) =>
        OptionalText(ref reader) ?? throw new WireFormatException("A text of an exception is null.");

    private static string? OptionalText(ref WireReader reader)
    {
        string? text = reader.ReadString();
        return text?.Length > ExceptionBudget.MaxTextOnWire ? throw new WireFormatException("A text of an exception is too long.") : text;
    }

    private static string[] BaseTypeNames(ref WireReader reader)
    {
        var names = new string[Count(ref reader, ushort.MaxValue)];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Text(ref reader);
        }

        return names;
    }

    private static object?[] Details(ref WireReader reader)
    {
        var details = new object?[Count(ref reader, ExceptionBudget.MaxInner + 1)];
        for (int i = 0; i < details.Length; i++)
        {
            details[i] = PrimitiveCodec.Read(ref reader);
        }

        return details;
    }

    private static ExceptionMembers? Members(ref WireReader reader) => reader.ReadBoolean()
        ? new(reader.ReadUnmanaged<Guid>(), reader.ReadBytes(Count(ref reader, ExceptionBudget.MaxMembers)).ToArray())
        : null;

    private static KeyValuePair<string, object?>[] Data(ref WireReader reader)
    {
        var data = new KeyValuePair<string, object?>[Count(ref reader, ExceptionBudget.MaxData + 1)];
        for (int i = 0; i < data.Length; i++)
        {
            string key = Text(ref reader);
            data[i] = new(key, PrimitiveCodec.Read(ref reader));
        }

        return data;
    }

    private static Exception[] Inner(ref WireReader reader, string origin, ExceptionBudget budget, int depth)
    {
        var inner = new Exception[Count(ref reader, ExceptionBudget.MaxInner)];
        if (budget.TakeInner(inner.Length, depth) < inner.Length)
        {
            throw new WireFormatException("An exception has more inner exceptions than are ever sent.");
        }

        for (int i = 0; i < inner.Length; i++)
        {
            inner[i] = Read(ref reader, origin, budget, depth + 1);
        }

        return inner;
    }

    private static int Count(ref WireReader reader, int most)
    {
        int count = reader.ReadCount();
        return count <= most ? count : throw new WireFormatException($"An exception never has {count} items where {most} are the most.");
    }
}
