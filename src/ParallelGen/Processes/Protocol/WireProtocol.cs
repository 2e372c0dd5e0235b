using ParallelGen.Execution.Streams;

namespace ParallelGen.Processes.Protocol;

/// <summary>What both ends must agree on before anything else.</summary>
internal static class WireProtocol
{
    /// <summary>"PGEN", the first four bytes of hello and welcome.</summary>
    public const uint Magic = 0x4E454750;

    /// <summary>Raised whenever frames or their bodies change meaning.</summary>
    public const int Version = 4;

    /// <summary>The item number of a cancel frame that means the whole call.</summary>
    public const int WholeCall = -1;

    /// <summary>How many reports of an item may be on their way or waiting for the caller's handler.</summary>
    public const int ReportWindow = 64;

    /// <summary>How many items of a sequence may be on their way or waiting for the consumer.</summary>
    public const int ItemWindow = StreamWindow.Items;

    /// <summary>The build of this library: parent and worker must run the same one, for codecs have no version of their own.</summary>
    public static Guid Build => typeof(WireProtocol).Module.ModuleVersionId;
}
