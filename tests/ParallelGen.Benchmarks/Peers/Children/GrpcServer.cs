using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ParallelGen.Benchmarks.Peers.Children;

/// <summary>The other side of the gRPC peer: Kestrel on a Unix socket, HTTP/2 alone.</summary>
internal static class GrpcServer
{
    public static Task StartAsync(string path)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http2);

            // Large messages wait for nobody's window, and the body is as large as it is.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.Http2.InitialStreamWindowSize = GrpcEcho.Window;
            kestrel.Limits.Http2.InitialConnectionWindowSize = GrpcEcho.Window;
        });
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = grpc.MaxSendMessageSize = null);
        WebApplication application = builder.Build();
        application.MapGrpcService<GrpcEcho>();
        return application.StartAsync();
    }
}
