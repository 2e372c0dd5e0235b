using System.Diagnostics;

namespace ParallelGen.Loops;

/// <summary>The name of the method that a turn belongs to, as far as its delegate tells. Called for a report only.</summary>
internal static class TurnName
{
    public static string? Of(LoopWork work) => work.State switch
    {
        ILoopWorkItem item => item.Name,
        // Awaits post their continuation as the state of a callback that calls it.
        Delegate continuation => Of(continuation),
        Task task => OfStateMachine(task.GetType()) ?? OfCallback(work),
        _ => Of(work.Callback),
    };

    public static string? Of(Delegate function)
    {
        if (function.Target is Delegate wrapped)
        {
            return Of(wrapped);
        }

        if (function.Target is Task box && OfStateMachine(box.GetType()) is { } name)
        {
            return name;
        }

        return DiagnosticMethodInfo.Create(function) is { } method ? Readable(method.DeclaringTypeName, method.Name) : null;
    }

    private static string? OfCallback(LoopWork work) => work.Callback.Target is TaskScheduler ? null : Of(work.Callback);

    /// <summary>The box of an async method is generic in its state machine, a type nested in the method's own and named after it.</summary>
    private static string? OfStateMachine(Type box)
    {
        foreach (Type argument in box.GenericTypeArguments)
        {
            if (typeof(System.Runtime.CompilerServices.IAsyncStateMachine).IsAssignableFrom(argument))
            {
                return Readable(argument.DeclaringType?.FullName, argument.Name);
            }
        }

        return null;
    }

    /// <summary>
    /// The compiler's names hold the user's: <c>&lt;Work&gt;d__3</c> (async method), <c>&lt;Work&gt;b__0_1</c> (lambda within it),
    /// <c>&lt;Work&gt;g__Local|0_1</c> (local function), each of them once more in angle brackets if it is async.
    /// </summary>
    private static string Readable(string? type, string method)
    {
        string owner = type is null ? "" : type.Split('+', 2)[0];
        owner = owner[(owner.LastIndexOf('.') + 1)..];
        string name = Between(method, ">g__", '|') ?? Between(method, "<", '>') ?? method;
        return owner.Length == 0 ? name : $"{owner}.{name}";
    }

    private static string? Between(string text, string before, char after)
    {
        int at = text.LastIndexOf(before, StringComparison.Ordinal);
        int from = at + before.Length;
        int to = at < 0 ? -1 : text.IndexOf(after, from);
        return to > from ? text[from..to] : null;
    }
}
