using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using ParallelGen.Channels;
using ParallelGen.Channels.Native;
using ParallelGen.Processes.Protocol;
using ParallelGen.Wire;

namespace ParallelGen.Processes.Worker;

/// <summary>A worker's life: hello, welcome, calls until quit or the end of the channel.</summary>
/// <remarks>
/// The main thread waits for the bell and runs no user code, so that it sees the end of the channel at once whatever user code does.
/// Calls run one at a time on a thread of their own.
/// </remarks>
internal sealed class WorkerMain
{
    /// <summary>EX_PROTOCOL of sysexits.h: the parent said something that is no frame of this version.</summary>
    private const int ProtocolError = 76;

    /// <summary>How long exit handlers may take when the parent is gone, and when it said quit.</summary>
    private static readonly TimeSpan s_orphanGrace = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_quitGrace = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Ctrl-C goes to the whole process group; what it means is the parent's business. Held to the end of the process, for exit
    /// handlers too may run on. Registering comes after hello: it costs time.
    /// </summary>
    private static PosixSignalRegistration? s_interrupt;

    private readonly FrameChannel _channel;
    private readonly WorkerInbox _inbox;
    private readonly CallCancellation _cancellation = new();
    private readonly LoadedAssemblies _assemblies = new();
    private readonly CallExecutor _executor;

    private WorkerMain(FrameChannel channel)
    {
        _channel = channel;
        _inbox = new WorkerInbox(channel, Control);
        var output = new FrameTextWriter(channel, FrameTextWriter.Output);
        var error = new FrameTextWriter(channel, FrameTextWriter.Error);
        _executor = new CallExecutor(channel, _assemblies, _cancellation, output, error);
        Console.SetOut(output);
        Console.SetError(error);
    }

    /// <summary>Runs until the parent says quit or is gone; then ends the process.</summary>
    public static int Run()
    {
        int code = 0;
        try
        {
            if (WorkerGreeting.TryGreet(StandardStreams.TakeChannel(), out FrameChannel? channel, out Welcome welcome))
            {
                s_interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
                new WorkerMain(channel).Serve(welcome);
            }
        }
        catch (Exception e) when (e is InvalidDataException or WireFormatException)
        {
            Complain(e);
            code = ProtocolError;
        }
        catch (IOException)
        {
            // The parent went away while it was written to.
        }

        End(code, s_orphanGrace);
        return code;
    }

    /// <summary>Returns when the parent is gone.</summary>
    private void Serve(Welcome welcome)
    {
        WorkerContext.Set(welcome.PoolName, welcome.WorkerIndex);
        var thread = new Thread(() => RunCalls(welcome.EntryAssembly)) { IsBackground = true, Name = "ParallelGen calls" };
        thread.Start();
        do
        {
            _inbox.OnBell();
        }
        while (_channel.WaitForBell());
    }

    /// <summary>On whichever thread reads.</summary>
    private void Control(FrameHeader header)
    {
        switch ((FrameKind)header.Kind)
        {
            case FrameKind.Cancel:
                _cancellation.Cancel(header.Call, header.Item);
                break;
            case FrameKind.ReportCredit or FrameKind.ItemCredit:
                _executor.AddCredit(header);
                break;
            case FrameKind.Recall:
                _cancellation.Recall(header.Call);
                break;
            case FrameKind.Quit:
                End(0, s_quitGrace);
                break;
            default:
                throw new InvalidDataException($"A frame of kind {header.Kind} does not belong here.");
        }
    }

    private void RunCalls(string? entryAssembly)
    {
        RestoreEntryAssembly(entryAssembly);
        _channel.OwnSending();
        try
        {
            while (true)
            {
                (FrameHeader header, WireBuffer body) = _inbox.Take();
                Handle(header, body);
            }
        }
        catch (IOException e) when (e.InnerException is InvalidDataException damage)
        {
            // The parent is there and waits, but cannot be reached any more: nothing would tell the main thread.
            Complain(damage);
            End(ProtocolError, s_orphanGrace);
        }
        catch (IOException)
        {
            // The parent is gone: the main thread sees the same and ends the process.
        }
        catch (Exception e) when (e is InvalidDataException or WireFormatException)
        {
            Complain(e);
            End(ProtocolError, s_orphanGrace);
        }
    }

    /// <summary>To standard error itself: whoever does not speak this protocol would not understand an output frame either.</summary>
    private static void Complain(Exception reason)
    {
        using Stream error = Console.OpenStandardError();
        error.Write(Encoding.UTF8.GetBytes($"ParallelGen worker {Environment.ProcessId}: {reason.Message}\n"));
    }

    private void Handle(in FrameHeader header, WireBuffer body)
    {
        if (header.Kind == (ushort)FrameKind.Broadcast)
        {
            _executor.Keep(header.Call, body);
            return;
        }

        switch ((FrameKind)header.Kind)
        {
            case FrameKind.Call:
                _executor.Execute(header.Call, body.Written);
                break;
            case FrameKind.Forget:
                _executor.Forget(header.Call);
                break;
            default:
                var reader = new WireReader(body.Written);
                Prepare(Announcement.Read(ref reader));
                break;
        }

        _inbox.Return(body);
    }

    /// <summary>The parent is told before, for it limits the time and puts a death on what runs here; and after, when it looks next.</summary>
    private void Prepare(in Announcement announcement)
    {
        _channel.Send(new FrameHeader((ushort)FrameKind.Preparing, Item: announcement.Number), default);
        _assemblies.Announce(announcement);
        _channel.SendQuietly(new FrameHeader((ushort)FrameKind.Prepared, Item: announcement.Number), default);
    }

    /// <summary>Libraries ask for the entry assembly to find names, secrets or parts: they should find the application's, not this one.</summary>
    private static void RestoreEntryAssembly(string? name)
    {
        // An application that was started once more as itself is it already.
        if (string.IsNullOrEmpty(name) || Assembly.GetEntryAssembly()?.FullName == name)
        {
            return;
        }

        try
        {
            Assembly.SetEntryAssembly(Assembly.Load(new AssemblyName(name)));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            // A host whose entry assembly is not among the application's files: there is none to restore.
        }
    }

    /// <summary>Exit handlers run (coverage, logging), but cannot keep the process: a thread that needs nothing of the runtime's pools ends it.</summary>
    private static void End(int code, TimeSpan grace)
    {
        var watchdog = new Thread(() =>
        {
            using var never = new ManualResetEvent(false);
            never.WaitOne(grace);
            Posix.ExitNow(code);
        }) { IsBackground = true };
        watchdog.Start();
        Environment.Exit(code);
    }
}
