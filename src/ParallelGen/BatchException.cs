using System.Globalization;
using System.Text;

namespace ParallelGen;

/// <summary>One or more calls of a batch failed.</summary>
/// <remarks>
/// <see cref="Failures"/> lists every failure by index; <see cref="AggregateException.InnerExceptions"/> are the same errors
/// in the same order. The message names the first few only, however many there are.
/// </remarks>
public sealed class BatchException : AggregateException
{
    private const int NamedFailures = 3;

    internal BatchException(IReadOnlyList<ItemFailure> failures, long total)
        : this(failures, total, Summarize(failures, total))
    {
    }

    /// <summary>With the message it had where it was thrown, which may name more failures than came along.</summary>
    internal BatchException(IReadOnlyList<ItemFailure> failures, long total, string message)
        : base(message, failures.Select(failure => failure.Error))
    {
        Message = message;
        Failures = failures;
        Total = total;
    }

    /// <summary>Every call that failed, in input order.</summary>
    public IReadOnlyList<ItemFailure> Failures { get; }

    /// <summary>How many inputs the batch had pulled from its source.</summary>
    public long Total { get; }

    /// <summary>How many calls failed, of how many, and the first few of them.</summary>
    public override string Message { get; }

    private static string Summarize(IReadOnlyList<ItemFailure> failures, long total)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{failures.Count} of {total} calls failed.");
        foreach (ItemFailure failure in failures.Take(NamedFailures))
        {
            text.Append(CultureInfo.InvariantCulture, $" [{failure.Index}] {OutcomeErrors.NameOf(failure.Error)}: {MessageOf(failure.Error)}");
        }

        if (failures.Count > NamedFailures)
        {
            text.Append(CultureInfo.InvariantCulture, $" … and {failures.Count - NamedFailures} more (see Failures).");
        }

        return text.ToString();
    }

    /// <summary>The message of a user's exception, whose getter may itself throw: that must not hide the failures.</summary>
    private static string MessageOf(Exception error)
    {
        try
        {
            return error.Message;
        }
        catch (Exception e)
        {
            return $"(its Message threw {e.GetType().Name})";
        }
    }
}
