public readonly partial record struct Meter(int Value)
{
    public static Meter operator checked +(Meter a, Meter b) => new(checked(a.Value + b.Value));
    public static Meter operator +(Meter a, Meter b) => new(a.Value + b.Value);
    public static implicit operator Meter(int value) => new(value);
    public static implicit operator int(Meter value) => value.Value;
    [RunOn(Model.ProcessPool)] public static Meter Add(Meter a, int b) => a + (Meter)b;
    static object[] Calls() => new object[] { AddAsync(1, new Meter(2)) };
}
static class Probe { public static object Input => (new Meter(1), 2); public static object Result => new Meter(3); }
