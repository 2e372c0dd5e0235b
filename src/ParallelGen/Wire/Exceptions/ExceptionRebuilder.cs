using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;

namespace ParallelGen.Wire;

/// <summary>Makes exceptions of what came over the wire.</summary>
internal static class ExceptionRebuilder
{
    public static Exception Rebuild(ExceptionRecord record, string origin)
    {
        Exception exception = record.IsKnown && ExceptionTable.Find(record.TypeName) is { } shape ? Create(shape, record) : Remote(record);
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
    /// The message is what people read, the type is what <c>catch</c> asks for: both survive, if need be at the cost of the details.
    /// </summary>
    private static Exception Create(ExceptionShape shape, ExceptionRecord record)
    {
        try
        {
            return CreateExactly(shape, record)
                ?? CreateExactly(shape, record.WithoutDetails())
                ?? shape.Create(record, WithoutInnerMessages(record));
        }
        catch (Exception error) when (error is not WireFormatException)
        {
            throw new WireFormatException($"A {record.TypeName} cannot be made of what came.", error);
        }
    }

    /// <summary>
    /// Many types append to the message that their constructor takes: "(Parameter 'x')", the messages of inner exceptions, a line
    /// number. What is sent has that already, so the constructor is given the part in front. Null if that does not work out.
    /// </summary>
    private static Exception? CreateExactly(ExceptionShape shape, ExceptionRecord record)
    {
        Exception exception = shape.Create(record, record.Message);
        string composed = exception.Message;
        if (composed == record.Message)
        {
            return exception;
        }

        if (!composed.StartsWith(record.Message, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> appended = composed.AsSpan(record.Message.Length);
        if (!record.Message.AsSpan().EndsWith(appended, StringComparison.Ordinal))
        {
            return null;
        }

        exception = shape.Create(record, record.Message[..^appended.Length]);
        return exception.Message == record.Message ? exception : null;
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
