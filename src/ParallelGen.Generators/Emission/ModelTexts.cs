using ParallelGen.Generators.Model;

namespace ParallelGen.Generators.Emission;

/// <summary>How documentation says where calls run.</summary>
internal static class ModelTexts
{
    /// <summary>Where calls of the model run.</summary>
    public static string Place(string model) => model switch
    {
        KnownNames.Models.Thread => "on threads of their own",
        KnownNames.Models.ThreadPool => "on the thread pool",
        KnownNames.Models.EventLoop => "on an event loop",
        KnownNames.Models.Process => "in fresh processes",
        _ => "in worker processes",
    };

    /// <summary>Where one call of the method runs.</summary>
    public static string PlaceOfOne(MethodModel method) => method.Options.Model switch
    {
        KnownNames.Models.Thread => "on a thread of its own",
        KnownNames.Models.ThreadPool => "on the thread pool",
        KnownNames.Models.EventLoop => Loop(method),
        KnownNames.Models.Process => "in a fresh process",
        _ => $"in a worker process of the pool {Pool(method)}",
    };

    /// <summary>Where calls of a batch run.</summary>
    public static string PlaceOfMany(MethodModel method) => method.Options.Model switch
    {
        KnownNames.Models.Thread => "on threads of the batch's own",
        KnownNames.Models.ThreadPool => "on the thread pool",
        KnownNames.Models.EventLoop => Loop(method),
        KnownNames.Models.Process => "in a fresh process each",
        _ => $"in worker processes of the pool {Pool(method)}",
    };

    private static string Loop(MethodModel method) =>
        method.Options.Pool is null ? "on the event loop: the caller's, or \"default\" if it is on none" : $"on the event loop {Pool(method)}";

    private static string Pool(MethodModel method) => $"\"{XmlText.Escape(method.Options.Pool ?? "default")}\"";
}
