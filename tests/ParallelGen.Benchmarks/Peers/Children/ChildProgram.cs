namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>What this program does when it was started as a child of itself: one of the other sides, named by the first argument.</summary>
internal static class ChildProgram
{
    public const string Argument = "peers-child";
    public const string Ready = "ready";

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return await PlayAsync(arguments);
        }
        catch (Exception e)
        {
            // One line: it becomes the reason in the report.
            await Console.Error.WriteLineAsync(e.GetBaseException().Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    /// <summary>The input ends when the parent closes it or is gone.</summary>
    public static void WaitForEndOfInput()
    {
        while (Console.In.ReadLine() is not null)
        {
        }
    }

    private static async Task<int> PlayAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["nothing"]:
                return 0;
            case ["raw", string socket]:
                RawSocketServer.Start(socket);
                break;
            case ["streamjsonrpc", string socket]:
                StreamJsonRpcServer.Start(socket);
                break;
            case ["grpc", string socket]:
                await GrpcServer.StartAsync(socket);
                break;
            case ["pool", string workers]:
                return await OwnPoolProgram.RunAsync(int.Parse(workers, System.Globalization.CultureInfo.InvariantCulture));
            default:
                Console.Error.WriteLine("Not to be started by hand.");
                return 2;
        }

        Console.WriteLine(Ready);
        WaitForEndOfInput();

        // What still serves is of no use to anybody now, and if the parent was killed, nobody else removes the socket.
        File.Delete(arguments[1]);
        Environment.Exit(0);
        return 0;
    }
}
