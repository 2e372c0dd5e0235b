using System.Collections;
using ParallelGen.CompilerServices;

namespace ParallelGen.Wire;

/// <summary>
/// Takes exceptions apart. Their members are the user's code and may throw whatever they like; that never comes out of here:
/// a text says what threw, and the rest is sent all the same.
/// </summary>
internal static class ExceptionCapture
{
    public static ExceptionRecord Take(Exception exception, ExceptionBudget budget, int depth)
    {
        if (exception is RemoteException remote)
        {
            return TakeRemote(remote, budget, depth);
        }

        // The table first: what it says of a class of the framework is better than what a compiler can see of it.
        ExceptionShape? shape = ExceptionTable.Find(exception);
        (ExceptionEntry Entry, Guid Build)? listed = shape?.Type == exception.GetType() ? null : CallTable.ExceptionOf(exception.GetType());
        shape = listed is null ? shape : null;
        return new()
        {
            TypeName = budget.TakeText(NameOf(shape?.Type ?? exception.GetType())),
            BaseTypeNames = shape is null ? [.. BaseTypeNames(exception.GetType()).Select(budget.TakeText)] : [],
            IsKnown = shape is not null,
            Message = budget.TakeText(Text(exception, nameof(Exception.Message), static error => error.Message) ?? ""),
            StackTrace = StackTrace(exception, budget),
            HResult = exception.HResult,
            Details = shape is null ? [] : Details(exception, shape, budget),
            Members = listed is { } found ? Members(exception, found.Entry, found.Build, budget) : null,
            Data = Data(exception, budget),
            Inner = Inner(exception, budget, depth, out int omitted),
            OmittedInner = omitted,
        };
    }

    /// <summary>Sent as what it stands for, so that it arrives the same however many processes it passes.</summary>
    private static ExceptionRecord TakeRemote(RemoteException remote, ExceptionBudget budget, int depth) => new()
    {
        TypeName = budget.TakeText(remote.RemoteTypeName),
        BaseTypeNames = [.. remote.RemoteBaseTypeNames.Take(ExceptionBudget.MaxInner).Select(budget.TakeText)],
        IsKnown = false,
        Message = budget.TakeText(remote.Message),
        StackTrace = StackTrace(remote, budget),
        HResult = remote.HResult,
        Details = [],
        Members = null,
        Data = Data(remote, budget),
        Inner = Inner(remote, budget, depth, out int omitted),
        OmittedInner = omitted,
    };

    private static string NameOf(Type type) => type.FullName ?? type.Name;

    private static IEnumerable<string> BaseTypeNames(Type type)
    {
        for (Type? next = type.BaseType; next is not null && next != typeof(object); next = next.BaseType)
        {
            yield return NameOf(next);
        }
    }

    private static string? StackTrace(Exception exception, ExceptionBudget budget) =>
        Text(exception, nameof(Exception.StackTrace), static error => error.StackTrace) is { } trace ? budget.TakeText(trace) : null;

    private static string? Text(Exception exception, string member, Func<Exception, string?> get)
    {
        try
        {
            return get(exception);
        }
        catch (Exception error)
        {
            return $"({member} of {NameOf(exception.GetType())} threw {NameOf(error.GetType())})";
        }
    }

    private static object?[] Details(Exception exception, ExceptionShape shape, ExceptionBudget budget)
    {
        try
        {
            return [.. shape.Details(exception).Select(value => value is string text ? budget.TakeText(text) : value)];
        }
        catch (Exception)
        {
            // Such as an actual value whose ToString throws. The message is sent whole, so the details can be missed.
            return [];
        }
    }

    /// <summary>Null if they cannot be written: then the exception arrives with all the rest, but not as itself.</summary>
    private static ExceptionMembers? Members(Exception exception, ExceptionEntry entry, Guid build, ExceptionBudget budget)
    {
        using var buffer = new WireBuffer();
        try
        {
            var writer = new WireWriter(buffer);
            entry.WriteMembers(ref writer, exception);
            writer.Flush();
        }
        catch (Exception)
        {
            // Such as a property that throws, or a value that contains itself. The error that it belongs to is what matters.
            return null;
        }

        return budget.TakeMembers(buffer.Length) ? new(build, buffer.Written.ToArray()) : null;
    }

    private static List<KeyValuePair<string, object?>> Data(Exception exception, ExceptionBudget budget)
    {
        var entries = new List<KeyValuePair<string, object?>>();
        try
        {
            foreach (DictionaryEntry entry in exception.Data)
            {
                if (entries.Count == ExceptionBudget.MaxData)
                {
                    break;
                }

                if (entry.Key is string key && key.Length <= ExceptionBudget.MaxDataKey && PrimitiveCodec.CanWrite(entry.Value))
                {
                    entries.Add(new(key, entry.Value is string text ? budget.TakeText(text) : entry.Value));
                }
            }
        }
        catch (Exception error)
        {
            entries.RemoveAll(entry => entry.Key == nameof(Exception.Data));
            entries.Add(new(nameof(Exception.Data), $"(Data of {NameOf(exception.GetType())} threw {NameOf(error.GetType())})"));
        }

        return entries;
    }

    private static Exception[] Inner(Exception exception, ExceptionBudget budget, int depth, out int omitted)
    {
        Exception[] all = exception switch
        {
            AggregateException aggregate => [.. aggregate.InnerExceptions],
            { InnerException: { } inner } => [inner],
            _ => [],
        };
        Exception[] sent = all[..budget.TakeInner(all.Length, depth)];
        omitted = all.Length - sent.Length;
        return sent;
    }
}
