using System.Diagnostics;
using ParallelGen.CompilerServices;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Processes;

/// <summary>A method with a broadcast parameter, as the generator would describe it. Gives process id, how often this process decoded one, how many of them it still holds, and the score.</summary>
internal readonly struct ScoreCall : IWireCall<(int Item, Weights Weights), int[]?>
{
    public const ulong Id = 5;

    public const string Pool = "broadcast";

    /// <summary>An item that ends its worker.</summary>
    public const int Deadly = -1;

    /// <summary>The first weight of values that cannot be decoded.</summary>
    public const int Unreadable = -2;

    private static readonly CallInfo s_info = new(typeof(ScoreCall), Id, "Calls.Score") { Pool = Pool };

    private static readonly List<WeakReference> s_decoded = [];

    static CallInfo IAnnotatedMethod<(int Item, Weights Weights)>.Info => s_info;

    static bool IWireInput<(int Item, Weights Weights)>.HasBroadcast => true;

    public static Task<int[]?> RunAsync(int item, Weights weights) =>
        ProcessPoolCalls.RunAsync<ScoreCall, (int Item, Weights Weights), int[]?>((item, weights), default);

    public static Batch<int[]?> All(IEnumerable<int> items, Weights weights) =>
        ProcessPoolCalls.Batch<ScoreCall, (int Item, Weights Weights), int[]?>(BatchInputs.From(items, item => (item, weights)));

    static ValueTask<int[]?> ICall<(int Item, Weights Weights), int[]?>.Invoke((int Item, Weights Weights) input, CancellationToken cancel)
    {
        if (input.Item == Deadly)
        {
            Process.GetCurrentProcess().Kill();
        }

        int score = input.Weights.Values[0] * input.Item;
        GC.Collect();
        return new([Environment.ProcessId, s_decoded.Count, s_decoded.Count(reference => reference.IsAlive), score]);
    }

    static void IWireInput<(int Item, Weights Weights)>.WriteInput(ref WireWriter writer, (int Item, Weights Weights) input) => writer.WriteInt32(input.Item);

    static (int Item, Weights Weights) IWireInput<(int Item, Weights Weights)>.ReadInput(ref WireReader reader) => (reader.ReadInt32(), null!);

    static void IWireInput<(int Item, Weights Weights)>.WriteBroadcast(ref WireWriter writer, (int Item, Weights Weights) input)
    {
        input.Weights.CountEncoding();
        BlockArrayCodec<int>.Write(ref writer, input.Weights.Values);
    }

    static object? IWireInput<(int Item, Weights Weights)>.ReadBroadcast(ref WireReader reader)
    {
        var weights = new Weights(BlockArrayCodec<int>.Read(ref reader)!);
        if (weights.Values[0] == Unreadable)
        {
            throw new FormatException("unreadable weights");
        }

        s_decoded.Add(new WeakReference(weights));
        return weights;
    }

    static void IWireInput<(int Item, Weights Weights)>.SetBroadcast(ref (int Item, Weights Weights) input, object? broadcast) =>
        input.Weights = (Weights)broadcast!;

    static void IWireCall<(int Item, Weights Weights), int[]?>.WriteResult(ref WireWriter writer, int[]? result) => BlockArrayCodec<int>.Write(ref writer, result);

    static int[]? IWireCall<(int Item, Weights Weights), int[]?>.ReadResult(ref WireReader reader) => BlockArrayCodec<int>.Read(ref reader);
}
