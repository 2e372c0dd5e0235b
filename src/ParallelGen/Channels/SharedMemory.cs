using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ParallelGen.Channels.Native;
using ParallelGen.Memory;

namespace ParallelGen.Channels;

/// <summary>
/// Memory that two processes see. The one that makes it hands its <see cref="Path"/> to the other, which opens it; then
/// <see cref="Hide"/> takes the path away, so that nobody else can.
/// </summary>
/// <remarks>
/// On Linux there is no file at all: the memory is anonymous, and the path leads to this process's descriptor, which programs started
/// meanwhile do not inherit. Elsewhere it is a file that only this user can open. In both cases every byte is allocated at once: a page
/// that cannot be had when it is first touched would kill the process with a signal that nothing can catch.
/// </remarks>
internal sealed unsafe class SharedMemory : SafeHandle
{
    private SafeFileHandle? _file;
    private string? _temporary;

    private SharedMemory(SafeFileHandle file, string path, long size)
        : base(0, ownsHandle: true)
    {
        (_file, Path, Size) = (file, path, size);
        SetHandle((nint)Posix.Map(file, size));
        FreshPages.Provide((byte*)handle, size);
    }

    /// <summary>What the other process opens.</summary>
    public string Path { get; }

    /// <summary>In bytes.</summary>
    public long Size { get; }

    /// <summary>The first byte, as long as this is not disposed.</summary>
    public byte* Start => (byte*)handle;

    public override bool IsInvalid => handle == 0;

    /// <summary>Makes zeroed memory of this size.</summary>
    /// <exception cref="IOException">There is no room, or no descriptor.</exception>
    public static SharedMemory Create(long size)
    {
        // Anonymous memory has no limit of its own: setting aside more than there is ends with the system killing processes for it.
        long most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (most > 0 && size > most)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"There is no room for {size:N0} bytes of shared memory: this process may have {most:N0} at all. Raise its limit."));
        }

        SafeFileHandle? anonymous = OperatingSystem.IsLinux() ? Posix.TryCreateMemoryFile(size) : null;
        return anonymous is null
            ? CreateFile(size)
            : Own(anonymous, file => new SharedMemory(file, $"/proc/{Environment.ProcessId}/fd/{file.DangerousGetHandle()}", size));
    }

    /// <summary>Opens what another process has made.</summary>
    /// <exception cref="IOException">It is not there, or not as large.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not.</exception>
    public static SharedMemory Open(string path, long size)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        SharedMemory memory = Own(file, file => RandomAccess.GetLength(file) >= size
            ? new SharedMemory(file, path, size)
            : throw new IOException($"The shared memory '{path}' has {RandomAccess.GetLength(file)} bytes, not {size}."));
        memory.Hide();
        return memory;
    }

    /// <summary>From here on the memory is what those have who have opened it, and goes with the last of them.</summary>
    public void Hide()
    {
        _file?.Dispose();
        _file = null;
        if (_temporary is not null)
        {
            File.Delete(_temporary);
            _temporary = null;
        }
    }

    /// <summary>The same where memory cannot be had without a file, or to test what is done there.</summary>
    internal static SharedMemory CreateFile(long size)
    {
        string path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"parallelgen-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            PreallocationSize = size,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // The runtime sets the size aside when it opens the file, and deletes it again if there is no room.
        using var stream = new FileStream(path, options);
        try
        {
            stream.SetLength(size);
            // The mapping keeps the memory; the stream, and with it the descriptor, is not needed any more.
            return Own(Posix.Duplicate((int)stream.SafeFileHandle.DangerousGetHandle()), file => new SharedMemory(file, path, size) { _temporary = path });
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    protected override bool ReleaseHandle()
    {
        Posix.Unmap((byte*)handle, Size);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Hide();
        }

        base.Dispose(disposing);
    }

    private static SharedMemory Own(SafeFileHandle file, Func<SafeFileHandle, SharedMemory> make)
    {
        try
        {
            return make(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
