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

    /// <summary>A bug in native code: it never gives back what it takes.</summary>
    /// <returns>The process that has less and less memory.</returns>
    [RunOn(Model.ProcessPool)]
    internal static unsafe int Leak(int megabytes)
    {
        int bytes = megabytes << 20;
        new Span<byte>(NativeMemory.Alloc((nuint)bytes), bytes).Fill(1);
        return Environment.ProcessId;
    }

    [LibraryImport("libc", EntryPoint = "strlen")]
    private static partial nint StringLength(nint text);
}
