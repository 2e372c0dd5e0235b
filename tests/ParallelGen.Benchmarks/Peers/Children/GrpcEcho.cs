using Grpc.Core;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>A gRPC service without a schema: one method, bytes to the same bytes.</summary>
[BindServiceMethod(typeof(GrpcEcho), nameof(Bind))]
internal sealed class GrpcEcho
{
    public const int Window = 16 * 1024 * 1024;

    private static readonly Marshaller<byte[]> s_bytes = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    public static Method<byte[], byte[]> Method { get; } = new(MethodType.Unary, "Peers", "Echo", s_bytes, s_bytes);

    public static void Bind(ServiceBinderBase binder, GrpcEcho? service) =>
        binder.AddMethod(Method, service is null ? null : new UnaryServerMethod<byte[], byte[]>(service.Echo));

    public Task<byte[]> Echo(byte[] payload, ServerCallContext context) => Task.FromResult(payload);
}
