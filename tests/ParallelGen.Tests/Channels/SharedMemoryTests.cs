using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ParallelGen.Channels;

namespace ParallelGen.Tests.Channels;

public sealed class SharedMemoryTests
{
    private const long Pebibyte = 1L << 50;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public unsafe void Open_OfWhatAnotherMade_SeesTheSameBytes(bool asFile)
    {
        using SharedMemory made = asFile ? SharedMemory.CreateFile(8192) : SharedMemory.Create(8192);
        Assert.False(new ReadOnlySpan<byte>(made.Start, 8192).ContainsAnyExcept((byte)0));
        using SharedMemory opened = SharedMemory.Open(made.Path, 8192);
        made.Hide();
        Assert.False(File.Exists(made.Path));
        made.Start[8191] = 7;
        Assert.Equal(7, opened.Start[8191]);
    }

    [Fact]
    public void Open_SmallerThanExpected_IsRefused()
    {
        using SharedMemory made = SharedMemory.Create(4096);
        Assert.Contains("has 4096 bytes", Assert.Throws<IOException>(() => SharedMemory.Open(made.Path, 8192)).Message, StringComparison.Ordinal);
    }

    /// <summary>A page that is cut off kills whoever touches it next.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public unsafe void Size_SomebodyWhoHasOpenedItChangesIt_IsRefused(long other)
    {
        using SharedMemory made = SharedMemory.Create(8192);
        using (FileStream file = File.Open(made.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            Assert.Throws<UnauthorizedAccessException>(() => file.SetLength(other));
            Assert.Equal(8192, file.Length);
        }

        made.Start[8191] = 7;
        Assert.Equal(7, made.Start[8191]);
    }

    [Fact]
    public void Dispose_NeverHidden_LeavesNoFile()
    {
        SharedMemory made = SharedMemory.CreateFile(4096);
        Assert.True(File.Exists(made.Path));
        made.Dispose();
        Assert.False(File.Exists(made.Path));
    }

    /// <summary>Anonymous memory has no limit of its own: asking the kernel for this would take every page that the machine has.</summary>
    [Fact]
    public void C03_MoreThanTheMachineHas_IsRefusedBeforeItIsTried()
    {
        IOException refused = Assert.Throws<IOException>(() => SharedMemory.Create(Pebibyte));
        Assert.Contains("no room for 1,125,899,906,842,624 bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C03_FileBeyondAnyLimit_IsRefusedAndLeavesNoFile()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("parallelgen-tests-");
        try
        {
            Assert.StartsWith("refused, 0 files left: ", await AskForRoom([], folder.FullName, Pebibyte), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A file system of one mebibyte, as containers have for shared memory: what fits is had, what does not is refused, and nobody gets a SIGBUS.</summary>
    [Theory]
    [InlineData(512 * 1024, "made")]
    [InlineData((1 << 20) + 4096, "refused, 0 files left: ")]
    [InlineData(64 << 20, "refused, 0 files left: ")]
    public async Task C03_FileSystemIsFull_IsRefusedAndLeavesNoFile(long size, string expected)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("parallelgen-tests-");
        try
        {
            // A mount of this process's own, which goes with it.
            string[] mount = ["unshare", "-Urm", "sh", "-c", "mount -t tmpfs -o size=1m none \"$TMPDIR\" && exec \"$@\"", "sh"];
            if (!await CanMount([.. mount, "true"], folder.FullName))
            {
                // This user may not: then what is too large is too large for any file system.
                (mount, size) = ([], size > 1 << 20 ? Pebibyte : size);
            }

            Assert.StartsWith(expected, await AskForRoom(mount, folder.FullName, size), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> CanMount(string[] command, string folder)
    {
        try
        {
            using Process process = Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true }, folder);
            await process.StandardError.ReadToEndAsync().WaitAsync(RingPair.Deadline);
            await process.WaitForExitAsync().WaitAsync(RingPair.Deadline);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What the program says that makes a file of this size in a folder of its own. It must end by itself.</summary>
    private static async Task<string> AskForRoom(string[] within, string folder, long size)
    {
        ProcessStartInfo start = PeerProcess.StartInfo(["room", size.ToString(CultureInfo.InvariantCulture)]);
        if (within.Length > 0)
        {
            string[] whole = [.. within, start.FileName, .. start.ArgumentList];
            start.FileName = whole[0];
            start.ArgumentList.Clear();
            Array.ForEach(whole[1..], start.ArgumentList.Add);
        }

        using Process process = Start(start, folder);
        try
        {
            string said = await process.StandardOutput.ReadToEndAsync().WaitAsync(RingPair.Deadline);
            await process.WaitForExitAsync().WaitAsync(RingPair.Deadline);
            Assert.True(process.ExitCode == 0, $"It exited with {process.ExitCode}: {said} {await process.StandardError.ReadToEndAsync()}");
            return said;
        }
        finally
        {
            process.Kill();
        }
    }

    private static Process Start(ProcessStartInfo start, string folder)
    {
        start.Environment["TMPDIR"] = folder;
        return Process.Start(start)!;
    }
}
