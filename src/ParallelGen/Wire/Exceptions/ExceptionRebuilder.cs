using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using ParallelGen.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>Makes exceptions of what came over the wire.</summary>
internal static class ExceptionRebuilder
{
    public static Exception Rebuild(ExceptionRecord record, string origin)
    {
        if (record.IsKnown && ExceptionTable.Find(record.TypeName) is { } shape)
        {
            return Complete(Create(shape, record), record, origin);
        }

        return CreateOfUser(record, origin) ?? Complete(Remote(record), record, origin);
    }

    private static Exception Complete(Exception exception, ExceptionRecord record, string origin)
    {
        exception.HResult = record.HResult;
        foreach ((string key, object? value) in record.Data)
        {
            exception.Data[key] = value;
        }

        if (StackTrace(record, origin) is { } trace)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(exception, trace);
        }

        return exception;
    }

    /// <summary>
    /// With the first of the class's constructors that brings back message, inner exceptions and members exactly. Null if none
    /// does, or if this process has never touched the assembly: better no exception of that class than one that lies.
    /// </summary>
    private static Exception? CreateOfUser(ExceptionRecord record, string origin)
    {
        if (record.Members is not { } members || CallTable.ExceptionOf(members.Build, record.TypeName) is not { } entry)
        {
            return null;
        }

        for (int i = 0; i < entry.Constructors; i++)
        {
            try
            {
                Exception? exception = CreateExactly(record.Message, message => entry.Create(i, members.Bytes, message, record.FirstInner));
                if (exception is not null && HasInner(exception, record))
                {
                    return Complete(exception, record, origin);
                }
            }
            catch (Exception)
            {
                // The user's constructors and setters may refuse what they are given, as may codecs what a broken peer sent.
            }
        }

        return null;
    }

    private static bool HasInner(Exception exception, ExceptionRecord record) => exception is AggregateException aggregate
        ? aggregate.InnerExceptions.SequenceEqual(record.Inner)
        : exception.InnerException == record.FirstInner;

    /// <summary>
    /// The message is what people read, the type is what <c>catch</c> asks for: both survive, if need be at the cost of the details.
    /// </summary>
    private static Exception Create(ExceptionShape shape, ExceptionRecord record)
    {
        try
        {
            return CreateExactly(record.Message, message => shape.Create(record, message))
                ?? CreateExactly(record.Message, message => shape.Create(record.WithoutDetails(), message))
                ?? shape.Create(record, WithoutInnerMessages(record));
        }
        catch (Exception error) when (error is not WireFormatException)
        {
            throw new WireFormatException($"A {record.TypeName} cannot be made of what came.", error);
        }
    }

    /// <summary>
    /// Many types compose their message around the one that their constructor takes: "Order 17: …", "(Parameter 'x')", the
    /// messages of inner exceptions. What is sent has that already, so the constructor is given the part between. Null if that
    /// does not work out.
    /// </summary>
    private static Exception? CreateExactly(string message, Func<string, Exception?> create)
    {
        if (create(message) is not { } exception)
        {
            return null;
        }

        string composed = exception.Message;
        if (composed == message)
        {
            return exception;
        }

        int before = composed.IndexOf(message, StringComparison.Ordinal);
        int after = composed.Length - before - message.Length;
        if (before < 0
            || before + after > message.Length
            || !message.AsSpan().StartsWith(composed.AsSpan(0, before), StringComparison.Ordinal)
            || !message.AsSpan().EndsWith(composed.AsSpan(composed.Length - after), StringComparison.Ordinal))
        {
            return null;
        }

        exception = create(message[before..^after]);
        return exception?.Message == message ? exception : null;
    }

    /// <summary>Inner exceptions that were left out, or shortened, would otherwise be named twice in the message of an aggregate.</summary>
    private static string WithoutInnerMessages(ExceptionRecord record)
    {
        int end = record.FirstInner is { } inner ? record.Message.IndexOf($" ({inner.Message})", StringComparison.Ordinal) : -1;
        return end < 0 ? record.Message : record.Message[..end];
    }

    private static RemoteException Remote(ExceptionRecord record) => new(
        record.TypeName,
        record.BaseTypeNames,
        record.Message,
        record.Inner.Count > 1 ? new AggregateException(record.Inner) : record.FirstInner);

    private static string? StackTrace(ExceptionRecord record, string origin)
    {
        if (record.StackTrace is null && record.OmittedInner == 0)
        {
            return null;
        }

        var text = new StringBuilder(record.StackTrace);
        if (text.Length > 0)
        {
            text.AppendLine();
        }

        if (record.OmittedInner != 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"--- {record.OmittedInner} inner exceptions were not sent ---");
        }

        return text.Append(CultureInfo.InvariantCulture, $"--- End of stack trace from {origin} ---").ToString();
    }
}
