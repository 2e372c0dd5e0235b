namespace ParallelGen.Wire;
internal static class ExceptionCodec
{
    public static void Write(ref WireWriter writer, Exception e) { writer.WriteString(e.ToString()); }
    public static Exception Read(ref WireReader reader, string origin) => new InvalidOperationException(reader.ReadString() + origin);
}
