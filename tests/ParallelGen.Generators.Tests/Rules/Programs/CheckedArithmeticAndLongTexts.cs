// Checked
public static partial class Work
{
    public record Order(int Id, byte[] Data, Memory<char> Text, ArraySegment<long> Numbers, ReadOnlyMemory<string> Names);
    [RunOn(Model.ProcessPool)] public static int Hash(Order order, string text) => unchecked(order.Data.Length * int.MaxValue) + text.Length;
}
static class Probe { public static object Input => (new Work.Order(-1, new byte[] { 1, 2 }, "abc".ToCharArray(), new ArraySegment<long>(new long[] { 1, 2, 3 }, 1, 1), new[] { "n" }), new string('\uD83D', 70000)); public static object Result => unchecked(2 * int.MaxValue) + 70000; }
