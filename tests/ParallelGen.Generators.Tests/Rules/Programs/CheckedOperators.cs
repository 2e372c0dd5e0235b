// Reports: PGEN016
public partial record struct Meter(int Value)
{
    [RunOn(Model.ProcessPool)] public static Meter operator checked +(Meter a, Meter b) => new(checked(a.Value + b.Value));
    [RunOn(Model.ProcessPool)] public static Meter operator +(Meter a, Meter b) => new(a.Value + b.Value);
    [RunOn(Model.ProcessPool)] public static explicit operator int(Meter a) => a.Value;
}
