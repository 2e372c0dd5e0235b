using System.Reflection;
using System.Xml;
using ParallelGen.Wire;

namespace ParallelGen.Tests.Wire;

/// <summary>Sends exceptions through the codec, and compares what arrives.</summary>
internal static class ExceptionWire
{
    public const string Origin = "worker process 1234";

    public static byte[] Encode(Exception exception)
    {
        using var buffer = new WireBuffer();
        var writer = new WireWriter(buffer);
        ExceptionCodec.Write(ref writer, exception);
        writer.Flush();
        return buffer.Written.ToArray();
    }

    public static Exception Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        Exception exception = ExceptionCodec.Read(ref reader, Origin);
        reader.ThrowIfNotAtEnd();
        return exception;
    }

    public static Exception Copy(Exception exception) => Decode(Encode(exception));

    public static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    /// <summary>Type, message, properties, data, stack trace and all inner exceptions.</summary>
    public static void AssertSame(Exception expected, Exception actual)
    {
        Assert.Equal(VisibleType(expected), actual.GetType());
        Assert.Equal(expected.Message, actual.Message);
        Assert.Equal(expected.HResult, actual.HResult);
        foreach (string key in expected.Data.Keys.OfType<string>())
        {
            Assert.Equal(expected.Data[key], actual.Data[key]);
        }

        if (expected.StackTrace is { } trace)
        {
            Assert.StartsWith(trace + Environment.NewLine + $"--- End of stack trace from {Origin} ---", actual.StackTrace, StringComparison.Ordinal);
        }

        AssertSameProperties(expected, actual);
        Exception[] inner = InnerOf(expected);
        Exception[] innerOfActual = InnerOf(actual);
        Assert.Equal(inner.Length, innerOfActual.Length);
        for (int i = 0; i < inner.Length; i++)
        {
            AssertSame(inner[i], innerOfActual[i]);
        }
    }

    /// <remarks>No public constructor takes the address of an XML document or the name of the type that was not loaded; they do not travel.</remarks>
    private static void AssertSameProperties(Exception expected, Exception actual)
    {
        foreach (PropertyInfo property in actual.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            bool comparable = type == typeof(string) || type == typeof(object) || type.IsPrimitive || type.IsEnum || type == typeof(TimeSpan);
            if (comparable
                && property.Name is not (nameof(Exception.StackTrace) or nameof(Exception.Source) or nameof(XmlException.SourceUri))
                && !(expected is TypeLoadException && property.Name == nameof(TypeLoadException.TypeName)))
            {
                object? value = property.GetValue(expected);
                object? copy = property.GetValue(actual);
                Assert.True(Equals(value, copy), $"{expected.GetType()}.{property.Name} was {value} and is {copy}");
            }
        }
    }

    /// <summary>The framework throws types that only it can name.</summary>
    private static Type VisibleType(Exception exception)
    {
        Type type = exception.GetType();
        while (!type.IsVisible)
        {
            type = type.BaseType!;
        }

        return type;
    }

    private static Exception[] InnerOf(Exception exception) => exception switch
    {
        WorkerCrashedException crash => [.. crash.EarlierCrashes],
        AggregateException aggregate => [.. aggregate.InnerExceptions],
        { InnerException: { } inner } => [inner],
        _ => [],
    };
}
