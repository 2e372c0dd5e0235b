using Grpc.Core;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>A gRPC service without a schema: one method, bytes to the same bytes. In the shape of what a schema is compiled to, which the server insists on.</summary>
[BindServiceMethod(typeof(GrpcEchoBase), nameof(Bind))]
internal abstract class GrpcEchoBase
{
    private static readonly Marshaller<byte[]> s_bytes = Marshallers.Create(static bytes => bytes, static bytes => bytes);

    public static Method<byte[], byte[]> Method { get; } = new(MethodType.Unary, "Peers", nameof(Echo), s_bytes, s_bytes);

    public static void Bind(ServiceBinderBase binder, GrpcEchoBase? service) =>
        binder.AddMethod(Method, service is null ? null : new UnaryServerMethod<byte[], byte[]>(service.Echo));

    public abstract Task<byte[]> Echo(byte[] payload, ServerCallContext context);
}
