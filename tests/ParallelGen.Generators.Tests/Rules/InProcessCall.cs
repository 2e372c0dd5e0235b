using System.Reflection;
using ParallelGen.CompilerServices;

namespace ParallelGen.Generators.Tests.Rules;

/// <summary>Runs a generated call in this process: its input through the codecs, the thunk, its result through the codecs.</summary>
internal static class InProcessCall
{
    /// <summary>Runs the only call of the assembly, or the one whose struct's name starts so.</summary>
    public static object? Run(Assembly assembly, string start, object? input)
    {
        Type call = assembly.GetTypes().Single(t => Contract(t, typeof(ICall<,>)) is not null && t.Name.StartsWith(start, StringComparison.Ordinal));
        Type[] data = Contract(call, typeof(ICall<,>))!.GetGenericArguments();
        string run = Contract(call, typeof(IWireCall<,>)) is null ? nameof(RunAsItIs) : nameof(Run);
        return typeof(InProcessCall).GetMethod(run, 3, BindingFlags.NonPublic | BindingFlags.Static, null, [Type.MakeGenericMethodParameter(1)], null)!
            .MakeGenericMethod(call, data[0], data[1])
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [input], null);
    }

    private static object? Run<TCall, TInput, TResult>(TInput input) where TCall : IWireCall<TInput, TResult>
    {
        TInput received = WireBytes.Decode<TInput, InputCodec<TCall, TInput>>(WireBytes.Encode<TInput, InputCodec<TCall, TInput>>(input));
        if (TCall.HasBroadcast)
        {
            byte[] broadcast = WireBytes.Encode<object?, BroadcastCodec<TCall, TInput>>(input);
            TCall.SetBroadcast(ref received, WireBytes.Decode<object?, BroadcastCodec<TCall, TInput>>(broadcast));
        }

        if (TCall.WantsReports(input))
        {
            TCall.SetReports(ref received, new Sender(report =>
            {
                WireReader reader = new(report);
                TCall.ReadReport(ref reader, input);
            }));
        }

        TResult result = TCall.Invoke(received, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return WireBytes.Decode<TResult, ResultCodec<TCall, TInput, TResult>>(WireBytes.Encode<TResult, ResultCodec<TCall, TInput, TResult>>(result));
    }

    /// <summary>A call of a model within the process has no codecs.</summary>
    private static object? RunAsItIs<TCall, TInput, TResult>(TInput input) where TCall : ICall<TInput, TResult> =>
        TCall.Invoke(input, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static Type? Contract(Type type, Type definition) =>
        type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);

    private sealed class Sender(Action<byte[]> receive) : ReportSender
    {
        internal override bool Send<T, TCodec>(T value)
        {
            receive(WireBytes.Encode<T, TCodec>(value));
            return true;
        }
    }

    private readonly struct InputCodec<TCall, TInput> : IWireCodec<TInput> where TCall : IWireInput<TInput>
    {
        public static void Write(ref WireWriter writer, TInput value) => TCall.WriteInput(ref writer, value);

        public static TInput Read(ref WireReader reader) => TCall.ReadInput(ref reader);
    }

    /// <summary>Writes the broadcast values of an input, and reads them as the worker keeps them.</summary>
    private readonly struct BroadcastCodec<TCall, TInput> : IWireCodec<object?> where TCall : IWireInput<TInput>
    {
        public static void Write(ref WireWriter writer, object? value) => TCall.WriteBroadcast(ref writer, (TInput)value!);

        public static object? Read(ref WireReader reader) => TCall.ReadBroadcast(ref reader);
    }

    private readonly struct ResultCodec<TCall, TInput, TResult> : IWireCodec<TResult> where TCall : IWireCall<TInput, TResult>
    {
        public static void Write(ref WireWriter writer, TResult value) => TCall.WriteResult(ref writer, value);

        public static TResult Read(ref WireReader reader) => TCall.ReadResult(ref reader);
    }
}
