namespace ParallelGen.FaultTests;

/// <summary>Nested as deep as it is long, or without an end.</summary>
internal sealed class Link
{
    public Link? Next { get; set; }

    /// <summary>Of so many links; negative: a ring of as many.</summary>
    public static Link? Chain(int length)
    {
        Link? head = null;
        Link? tail = null;
        for (int i = 0; i < Math.Abs(length); i++)
        {
            head = new Link { Next = head };
            tail ??= head;
        }

        if (length < 0)
        {
            tail!.Next = head;
        }

        return head;
    }
}
