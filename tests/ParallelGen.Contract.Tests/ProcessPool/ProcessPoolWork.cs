namespace ParallelGen.Contract;

/// <summary>The methods of the suite. Their files are copied for each model with one word changed.</summary>
public sealed partial class ProcessPoolWork : IWork
{
    private ProcessPoolWork()
    {
    }

    public static Model Model => Model.ProcessPool;

    public static Batch<int> SquareAllOfBoth(TwoFacedSource source) => SquareAll(source);

    public static Task<int> NegateStoppedAsync(int value, CancellationToken token) => NegateAsync(value, stop: token);

    [RunOn(Model.ProcessPool)]
    public static int SquareCore(int value) => unchecked(value * value);

    [RunOn(Model.ProcessPool)]
    public static void TouchCore(string file) => File.WriteAllBytes(file, []);

    [RunOn(Model.ProcessPool)]
    public static async Task TouchLaterCoreAsync(string file)
    {
        await Task.Yield();
        TouchCore(file);
    }

    [RunOn(Model.ProcessPool)]
    public static async ValueTask TouchSoonCoreAsync(string file)
    {
        await Task.Yield();
        TouchCore(file);
    }

    [RunOn(Model.ProcessPool)]
    public static async Task<int> DoubleLaterCoreAsync(int value)
    {
        await Task.Yield();
        return 2 * value;
    }

    [RunOn(Model.ProcessPool)]
    public static async ValueTask<int> DoubleSoonCoreAsync(int value)
    {
        if (value % 2 == 0)
        {
            await Task.Yield();
        }

        return 2 * value;
    }

    [RunOn(Model.ProcessPool)]
    public static int AnswerCore() => 42;

    [RunOn(Model.ProcessPool)]
    public static int SubtractCore(int left, int right) => left - right;

    [RunOn(Model.ProcessPool)]
    public static int ScaleCore(int value, int factor = 3) => value * factor;

    [RunOn(Model.ProcessPool)]
    public static int SumCore(params int[] values) => values.Sum();

    [RunOn(Model.ProcessPool)]
    public static string? EchoCore(string? text) => text;

    [RunOn(Model.ProcessPool)]
    public static byte[] FlipCore(byte[] bytes) => Array.ConvertAll(bytes, value => (byte)~value);

    [RunOn(Model.ProcessPool)]
    public static Person RenameCore(Person person, string name) => person with { Name = name };

    [RunOn(Model.ProcessPool, Name = "Triple")]
    public static int MultiplyByThree(int value) => 3 * value;

    [RunOn(Model.ProcessPool)]
    public static Task<int> HalveCoreAsync(int value) => Task.FromResult(value / 2);

    [RunOn(Model.ProcessPool)]
    public static int NegateCore(int value, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return -value;
    }
}
