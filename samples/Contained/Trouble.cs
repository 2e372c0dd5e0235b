using System.Runtime.InteropServices;
using ParallelGen;

namespace Contained;

/// <summary>Methods that no <c>catch</c> can stop, and one that behaves.</summary>
internal static partial class Trouble
{
    /// <summary>Behaves.</summary>
    [RunOn(Model.ProcessPool)]
    internal static int Multiply(int left, int right) => left * right;

    /// <summary>Which process runs the calls.</summary>
    [RunOn(Model.ProcessPool)]
    internal static int ProcessId() => Environment.ProcessId;

    /// <summary>A bug in native code: it reads where nothing is.</summary>
    [RunOn(Model.ProcessPool)]
    internal static int Segfault() => (int)StringLength(1);

    /// <summary>A loop that never ends and listens to nobody.</summary>
    [RunOn(Model.ProcessPool, TimeoutMilliseconds = 500)]
    internal static int Spin()
    {
        while (true)
        {
            Thread.SpinWait(1000);
        }
    }

    [LibraryImport("libc", EntryPoint = "strlen")]
    private static partial nint StringLength(nint text);
}
