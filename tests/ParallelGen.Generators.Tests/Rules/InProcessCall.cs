using System.Reflection;
using ParallelGen.CompilerServices;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>Runs a generated call in this process: its input through the codecs, the thunk, its result through the codecs.</summary>
internal static class InProcessCall
{
    /// <summary>Runs the only call of the assembly, or the one whose struct's name starts so.</summary>
    public static object? Run(Assembly assembly, string start, object? input)
    {
        Type call = assembly.GetTypes().Single(t => Contract(t, typeof(IWireCall<,>)) is not null && t.Name.StartsWith(start, StringComparison.Ordinal));
        Type[] data = Contract(call, typeof(IWireCall<,>))!.GetGenericArguments();
        return typeof(InProcessCall).GetMethod(nameof(Run), 3, BindingFlags.NonPublic | BindingFlags.Static, null, [Type.MakeGenericMethodParameter(1)], null)!
            .MakeGenericMethod(call, data[0], data[1])
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [input], null);
    }

    private static object? Run<TCall, TInput, TResult>(TInput input) where TCall : IWireCall<TInput, TResult> =>
        Returned<TCall, TInput, TResult>(TCall.Invoke(Received<TCall, TInput, TResult>(input), CancellationToken.None).AsTask().GetAwaiter().GetResult());

    private static TInput Received<TCall, TInput, TResult>(TInput input) where TCall : IWireCall<TInput, TResult> =>
        WireBytes.Decode<TInput, InputCodec<TCall, TInput, TResult>>(WireBytes.Encode<TInput, InputCodec<TCall, TInput, TResult>>(input));

    private static TResult Returned<TCall, TInput, TResult>(TResult result) where TCall : IWireCall<TInput, TResult> =>
        WireBytes.Decode<TResult, ResultCodec<TCall, TInput, TResult>>(WireBytes.Encode<TResult, ResultCodec<TCall, TInput, TResult>>(result));

    private static Type? Contract(Type type, Type definition) =>
        type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);

    private readonly struct InputCodec<TCall, TInput, TResult> : IWireCodec<TInput> where TCall : IWireCall<TInput, TResult>
    {
        public static void Write(ref WireWriter writer, TInput value) => TCall.WriteInput(ref writer, value);

        public static TInput Read(ref WireReader reader) => TCall.ReadInput(ref reader);
    }

    private readonly struct ResultCodec<TCall, TInput, TResult> : IWireCodec<TResult> where TCall : IWireCall<TInput, TResult>
    {
        public static void Write(ref WireWriter writer, TResult value) => TCall.WriteResult(ref writer, value);

        public static TResult Read(ref WireReader reader) => TCall.ReadResult(ref reader);
    }
}
