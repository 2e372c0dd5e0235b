using System.Globalization;

namespace ParallelGen.Wire;

/// <summary>
/// What is left to spend on one thrown exception and everything inside it. An exception can hold itself, or a hundred others each of
/// which holds a hundred: without a total the report of a failure could be larger than any result.
/// </summary>
internal sealed class ExceptionBudget
{
    /// <summary>How many levels of inner exceptions follow the one that was thrown.</summary>
    public const int MaxDepth = 64;

    /// <summary>How many inner exceptions of one exception are sent.</summary>
    public const int MaxInner = 100;

    /// <summary>How many entries of one exception's Data are sent.</summary>
    public const int MaxData = 256;

    /// <summary>The longest key of an entry; entries with longer ones are not sent.</summary>
    public const int MaxDataKey = 1024;

    /// <summary>The longest text in UTF-16 units: 1 MiB.</summary>
    public const int MaxText = 512 * 1024;

    /// <summary>The longest text including the note that says how much is missing.</summary>
    public const int MaxTextOnWire = MaxText + 100;

    /// <summary>How many bytes the members of the user's own exceptions take together: 8 MiB.</summary>
    public const int MaxMembers = 8 << 20;

    /// <summary>What is still sent of a text when the total is spent.</summary>
    private const int LeastText = 256;

    private int _exceptions = 1000;
    private int _units = 8 * MaxText;
    private int _members = MaxMembers;

    /// <summary>How many of <paramref name="wanted"/> inner exceptions may be sent; they are taken off the total.</summary>
    public int TakeInner(int wanted, int depth)
    {
        int granted = depth >= MaxDepth ? 0 : Math.Min(Math.Min(wanted, MaxInner), _exceptions);
        _exceptions -= granted;
        return granted;
    }

    /// <summary>Whether members of this size may be sent; they are taken off the total.</summary>
    public bool TakeMembers(int bytes)
    {
        bool granted = bytes <= _members;
        _members -= granted ? bytes : 0;
        return granted;
    }

    /// <summary>As much of the text as may be sent, with a note where it ends early.</summary>
    public string TakeText(string text)
    {
        int limit = Math.Max(LeastText, Math.Min(MaxText, _units));
        _units = Math.Max(0, _units - Math.Min(text.Length, limit));
        return text.Length <= limit
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, limit)}… ({text.Length - limit} more characters were not sent)");
    }
}
