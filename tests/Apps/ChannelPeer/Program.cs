using System.Globalization;
using ParallelGen.ChannelPeer;
using ParallelGen.Channels;

switch (args)
{
    case ["step", string path, string capacity, string step, string frames, string longest, string sleeping]:
        using (var peer = new Peer(path, capacity))
        {
            peer.DieAtStep(Enum.Parse<PublishStep>(step), Number(frames), (int)Number(longest), bool.Parse(sleeping));
        }

        break;

    case ["send", string path, string capacity, string longest, string seed]:
        using (var peer = new Peer(path, capacity))
        {
            peer.SendForEver((int)Number(longest), (int)Number(seed));
        }

        break;

    case ["scribble", string path, string capacity, string frames, string longest, string seed]:
        using (var peer = new Peer(path, capacity))
        {
            peer.Scribble(Number(frames), (int)Number(longest), (int)Number(seed));
        }

        break;

    // Makes a file in the temp folder that it was given, touches all of it, and says what came of it.
    case ["room", string size]:
        try
        {
            using SharedMemory memory = SharedMemory.CreateFile(Number(size));
            Touch(memory);
            Console.WriteLine("made");
        }
        catch (IOException e)
        {
            Console.WriteLine($"refused, {Directory.GetFiles(Path.GetTempPath()).Length} files left: {e.Message}");
        }

        break;

    default:
        Console.Error.WriteLine($"Nothing that is known here: {string.Join(' ', args)}");
        return 2;
}

return 0;

static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

static unsafe void Touch(SharedMemory memory) => new Span<byte>(memory.Start, (int)memory.Size).Fill(1);
