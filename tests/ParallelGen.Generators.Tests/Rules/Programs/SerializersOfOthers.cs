// The serializers stand here for those of the packages: they keep the objects, and their bytes are numbers of what they keep.
namespace MemoryPack
{
    public sealed class MemoryPackableAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    public sealed class MemoryPackUnionAttribute(ushort tag, Type type) : Attribute { public (ushort, Type) Both => (tag, type); }

    public static class MemoryPackSerializer
    {
        private static readonly List<object?> s_kept = new();

        public static byte[] Serialize<T>(in T? value, object? options = null) { s_kept.Add(value); return new[] { (byte)(s_kept.Count - 1) }; }

        public static T? Deserialize<T>(ReadOnlySpan<byte> bytes, object? options = null) => (T?)s_kept[bytes[0]];
    }
}

namespace MessagePack
{
    public sealed class MessagePackObjectAttribute : Attribute;

    public static class MessagePackSerializer
    {
        private static readonly List<object?> s_kept = new();

        public static byte[] Serialize<T>(T value, object? options = null) { s_kept.Add(value); return new[] { (byte)(s_kept.Count - 1) }; }

        public static T Deserialize<T>(ReadOnlyMemory<byte> bytes, object? options = null) => (T)s_kept[bytes.Span[0]]!;
    }
}

namespace Demo
{
    // None of these shows the state that only its serializer knows.
    [MemoryPack.MemoryPackable] public partial class Hidden { private int _x; public static Hidden Of(int x) => new() { _x = x }; }
    [MemoryPack.MemoryPackable] public partial record struct Small(int X) { private readonly int _y = X + 1; }
    [MemoryPack.MemoryPackable, MemoryPack.MemoryPackUnion(0, typeof(Circle))] public abstract partial class Shape { protected int X; }
    [MemoryPack.MemoryPackable] public partial class Circle : Shape { public static Shape Of(int x) => new Circle { X = x }; }
    [MessagePack.MessagePackObject] public class Packed<T> { private T? _x; public static Packed<T> Of(T x) => new() { _x = x }; }
    public record Order(Hidden? First, Small Second, Shape? Third, List<Packed<int>?> Fourth, Holder Fifth);
    public struct Holder { public Small Inner; public int More; }

    public static partial class Work
    {
        [MemoryPack.MemoryPackable] private partial class Secret { private int _x; public static Secret Of(int x) => new() { _x = x }; }

        [RunOn(Model.ProcessPool)]
        public static Order Same(Order order) => order;

        [RunOn(Model.ProcessPool)]
        private static int Use(Secret secret) => Secret.Of(1) == secret ? 1 : 0;
    }

    static class Probe
    {
        public const string Call = "Same";
        public static object Input => new Order(Hidden.Of(1), new Small(2), Circle.Of(3), new() { Packed<int>.Of(4), null }, new() { Inner = new Small(5), More = 6 });
        public static object Result => Input;
    }
}
