namespace ParallelGen.Processes.Protocol;

/// <summary>Marks on a result frame that save a frame each.</summary>
[Flags]
internal enum ResultMarks : ushort
{
    None = 0,

    /// <summary>The next item of the call has begun.</summary>
    NextBegun = 1,

    /// <summary>The call is over; the worker is free.</summary>
    CallEnded = 2,
}
