using ParallelGen.CompilerServices;

namespace ParallelGen.Processes.Worker;

/// <summary>What a call has besides its own arguments and its token.</summary>
/// <param name="Broadcast">What the calls of its batch share; null where the method has no such parameter.</param>
/// <param name="Reports">Sends to the caller's progress handler; null if it has none.</param>
/// <param name="Items">Sends the items of the sequence; null for a method with one result.</param>
internal readonly record struct CallExtras(ReceivedBroadcast? Broadcast, ReportSender? Reports, ReportSender? Items);
