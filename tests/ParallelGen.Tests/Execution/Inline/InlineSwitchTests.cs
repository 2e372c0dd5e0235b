using ParallelGen.CompilerServices;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Execution.Inline;

/// <summary>The switch of the whole process, so no other test runs beside these.</summary>
[Collection(nameof(InlineSwitchTests))]
public sealed class InlineSwitchTests
{
    [Fact]
    public async Task Inline_IsOn_ProcessModelsRunHereAndEncodeNothing()
    {
        Assert.False(ParallelRuntime.Inline);
        ParallelRuntime.Inline = true;
        try
        {
            object shared = new();
            Task<object> call = ProcessPoolCalls.RunAsync<SharingCall, object, object>(shared, default);
            Assert.True(call.IsCompletedSuccessfully);
            Assert.Same(shared, await call);
            Assert.Same(shared, Assert.Single(await ProcessPoolCalls.Batch<SharingCall, object, object>(BatchInputs.From([shared]))));
            Assert.Empty(ProcessPool.Get(SharingCall.Pool).GetSnapshot().Workers);
        }
        finally
        {
            ParallelRuntime.Inline = false;
        }
    }

    private readonly struct SharingCall : IWireCall<object, object>
    {
        public const string Pool = "inline";

        private static readonly CallInfo s_info = new(typeof(SharingCall), 1, "Test.Sharing") { Pool = Pool };

        static CallInfo IAnnotatedMethod<object>.Info => s_info;

        static ValueTask<object> ICall<object, object>.Invoke(object input, CancellationToken cancel) => new(input);

        static void IWireInput<object>.WriteInput(ref WireWriter writer, object input) => throw new NotSupportedException();

        static object IWireInput<object>.ReadInput(ref WireReader reader) => throw new NotSupportedException();

        static void IWireCall<object, object>.WriteResult(ref WireWriter writer, object result) => throw new NotSupportedException();

        static object IWireCall<object, object>.ReadResult(ref WireReader reader) => throw new NotSupportedException();
    }
}
