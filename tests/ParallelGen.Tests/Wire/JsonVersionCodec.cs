using System.Text.Json;
using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Wire;

/// <summary>A codec as it is emitted for types that another serializer writes; here that is System.Text.Json.</summary>
internal readonly struct JsonVersionCodec : IWireCodec<Version?>
{
    public static void Write(ref WireWriter writer, Version? value)
    {
        if (!writer.BeginObject<Version>(value))
        {
            return;
        }

        SerializedValue.Write(ref writer, value, static item => JsonSerializer.SerializeToUtf8Bytes<Version>(item!));
        writer.EndObject();
    }

    public static Version? Read(ref WireReader reader)
    {
        if (!reader.BeginObject())
        {
            return null;
        }

        var value = SerializedValue.Read(ref reader, static bytes => JsonSerializer.Deserialize<Version>(bytes));
        reader.EndObject();
        return value;
    }
}
