[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]
public struct Union { [System.Runtime.InteropServices.FieldOffset(0)] public int I; [System.Runtime.InteropServices.FieldOffset(0)] public float F; }
public enum Wide : long { A = long.MaxValue }
public static partial class Work { [RunOn(Model.ProcessPool)] public static (Union, Wide?, Half, Int128, Index, Range, System.Text.Rune, ValueTuple<int>, ValueTuple, KeyValuePair<string, int?>) Same((Union, Wide?, Half, Int128, Index, Range, System.Text.Rune, ValueTuple<int>, ValueTuple, KeyValuePair<string, int?>) all) => all; }
static class Probe
{
    public static object Input => (new Union { F = 1.5f }, (Wide?)Wide.A, (Half)1.5, (Int128)(-5), ^1, 1..^2, new System.Text.Rune('r'), ValueTuple.Create(3), default(ValueTuple), new KeyValuePair<string, int?>("k", null));
    public static object Result => Input;
}
