namespace ParallelGen.ChannelPeer;

/// <summary>Where a writer may end on the way of one frame into a ring.</summary>
public enum PublishStep
{
    /// <summary>Nothing of the frame is in the ring.</summary>
    BeforeBytes,

    /// <summary>Its header is, unpublished.</summary>
    BetweenHeaderAndBody,

    /// <summary>A part of it was published, as happens with frames for which there is no room at once.</summary>
    BetweenPieces,

    /// <summary>All its bytes are there, and the head has not moved.</summary>
    BeforeHead,

    /// <summary>The head has moved, and the reader was not woken.</summary>
    BeforeBell,

    /// <summary>Everything was done.</summary>
    AfterBell,
}
