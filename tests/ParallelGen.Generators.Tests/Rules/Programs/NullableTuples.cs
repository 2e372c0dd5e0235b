public static partial class Work
{
    [RunOn(Model.ProcessPool)]
    public static (int? A, (string? B, List<int?>? C)? D)? Same((int? A, (string? B, List<int?>? C)? D)? tuple, int?[]? numbers, string?[]?[] texts) => tuple;
}
static class Probe
{
    public static object Input => (((int?, (string?, List<int?>?)?)?)(null, ("b", new List<int?> { 1, null })), (int?[]?)null, new string?[]?[] { null, new string?[] { null, "x" } });
    public static object Result => (ValueTuple<int?, (string?, List<int?>?)?>)(null, ("b", new List<int?> { 1, null }));
}
