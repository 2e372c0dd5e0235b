using System.Reflection;
using ParallelGen.Generators.Tests.Harness;
using ParallelGen.Wire;

namespace ParallelGen.Generators.Tests.Exceptions;

/// <summary>A user's project of exception classes in memory, compiled with what is generated for it; both sides of the wire are this process.</summary>
internal static class ExceptionProject
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Diagnostics.CodeAnalysis;
        using System.IO;

        """;

    /// <summary>Compiles the declarations, makes the exception, and sends it there and back.</summary>
    public static (Exception Sent, Exception Received) Send(string declarations, string expression)
    {
        Exception sent = Make(declarations, expression);
        return (sent, Decode(Encode(sent)));
    }

    public static Exception Make(string declarations, string expression)
    {
        string text = $"{Usings}namespace Demo;\n{declarations}\npublic static class Maker {{ public static Exception Make() => {expression}; }}";
        MethodInfo make = GeneratorDriverHarness.Run(text).Load().GetType("Demo.Maker", throwOnError: true)!.GetMethod("Make")!;
        return (Exception)make.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    }

    public static byte[] Encode(Exception exception)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        ExceptionCodec.Write(ref writer, exception);
        writer.Flush();
        return buffer.Written.ToArray();
    }

    public static Exception Decode(byte[] bytes)
    {
        var reader = new WireReader(bytes);
        Exception exception = ExceptionCodec.Read(ref reader, "worker process 1");
        Assert.Equal(0, reader.Remaining);
        return exception;
    }
}
