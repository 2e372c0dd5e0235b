namespace ParallelGen.Processes.Protocol;

/// <summary>What a frame is. Values are part of the protocol version.</summary>
internal enum FrameKind : ushort
{
    /// <summary>Parent to worker, first: who you are. Answers <see cref="Hello"/>.</summary>
    Welcome = 1,

    /// <summary>Parent to worker: from now on this number means that assembly.</summary>
    Announce = 2,

    /// <summary>Parent to worker: 1..n items of one method.</summary>
    Call = 3,

    /// <summary>Parent to worker: cancel one item, or with item -1 the whole call.</summary>
    Cancel = 4,

    /// <summary>Parent to worker: no more calls come; exit in order.</summary>
    Quit = 5,

    /// <summary>Parent to worker: a broadcast value. The call number is the value's own id, which later calls name.</summary>
    Broadcast = 6,

    /// <summary>Parent to worker: no further call names this broadcast value.</summary>
    Forget = 7,

    /// <summary>Parent to worker: this item may send so many reports more; 0 = any number.</summary>
    ReportCredit = 8,

    /// <summary>Parent to worker: this call may send so many items of its sequence more.</summary>
    ItemCredit = 9,

    /// <summary>Parent to worker: end this call after the item that runs; others could run the rest.</summary>
    Recall = 10,

    /// <summary>Worker to parent, first: protocol version, process id, build.</summary>
    Hello = 17,

    /// <summary>Worker to parent: this item has begun; from here on a crash is its own.</summary>
    Begin = 18,

    /// <summary>Worker to parent: how this item ended.</summary>
    Result = 19,

    /// <summary>Worker to parent: the call is over though items are left, which will not run.</summary>
    End = 20,

    /// <summary>Worker to parent: whole lines for the console. The item is 1 for standard output, 2 for standard error.</summary>
    Output = 21,

    /// <summary>Worker to parent: what the running item reports to its caller's progress handler.</summary>
    Report = 22,

    /// <summary>Worker to parent: the next item of the sequence that the running call returned.</summary>
    Item = 23,

    /// <summary>Worker to parent, before the last result of several: the item is how many microseconds they took, all together.</summary>
    Took = 25,

    /// <summary>Worker to parent, the last frame on the pipes: the memory is open (empty body), or why it is not, and the pipes it stays.</summary>
    Sharing = 24,

    /// <summary>Worker to parent: it loads and initializes the assembly whose number the item is. User code runs from here on.</summary>
    Preparing = 26,

    /// <summary>Worker to parent: it has done so, or knows what to answer to the calls of that assembly.</summary>
    Prepared = 27,
}
