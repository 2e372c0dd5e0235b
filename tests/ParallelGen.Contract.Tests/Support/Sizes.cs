namespace ParallelGen.Contract;

/// <summary>How many items a test takes.</summary>
internal static class Sizes
{
    /// <summary>A fresh process for each call costs as much processor time as ten thousand calls elsewhere: there fewer items show the same.</summary>
    public static int Of<TWork>(int items) where TWork : IWork => TWork.Model == Model.Process ? Math.Max(4, items / 8) : items;

    /// <summary>How many items of the window are pulled while none ends. The workers of the thread pool pull what they run, and nothing ahead of that.</summary>
    public static int Pulled<TWork>(int window, int degree) where TWork : IWork => TWork.Model == Model.ThreadPool ? Math.Min(window, degree) : window;
}
