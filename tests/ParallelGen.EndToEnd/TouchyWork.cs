namespace ParallelGen.EndToEnd;

/// <summary>Takes and gives values whose codec may throw.</summary>
internal static partial class TouchyWork
{
    public const string Pool = "touchy";

    [RunOn(Model.ProcessPool, Pool = Pool)]
    internal static Touchy TurnCore(Touchy value, string result) => new(result.Length > 0 ? result : value.Where);
}
