namespace ParallelGen.Contract;

public sealed partial class ProcessPoolWork
{
    [RunOn(Model.ProcessPool)]
    public static int FailCore(Failure how) => Failures.Throw(how);

    [RunOn(Model.ProcessPool)]
    public static async Task<int> FailLaterCoreAsync(Failure how)
    {
        await Task.Yield();
        return Failures.Throw(how);
    }

    [RunOn(Model.ProcessPool)]
    public static void FailWithoutResultCore(Failure how) => Failures.Throw(how);

    [RunOn(Model.ProcessPool)]
    public static int EvenCore(int value) => value % 2 == 0 ? value : throw new InvalidOperationException($"{value} is odd");

    /// <summary>One throws once it is told to, the others wait for their tokens.</summary>
    [RunOn(Model.ProcessPool)]
    public static async Task<int> FailAmongOthersCoreAsync(string folder, int number, int bad, CancellationToken cancel)
    {
        if (number != bad)
        {
            return await HoldCoreAsync(folder, number, cancel);
        }

        await Signal.WaitAsync(folder, "fail", cancel);
        throw new InvalidOperationException($"{number} is bad");
    }
}
