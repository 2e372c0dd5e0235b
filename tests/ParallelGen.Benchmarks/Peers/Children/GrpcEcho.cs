using Grpc.Core;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>What the gRPC peer answers.</summary>
internal sealed class GrpcEcho : GrpcEchoBase
{
    public const int Window = 16 * 1024 * 1024;

    public override Task<byte[]> Echo(byte[] payload, ServerCallContext context) => Task.FromResult(payload);
}
