public record Größe(double Länge, string Naïve);
public static partial class Ωmega
{
    [RunOn(Model.ProcessPool, Name = "Меряй")] public static Größe Messen(Größe größe, int \u0061bc, string 名前) => größe with { Länge = größe.Länge + \u0061bc };
    [RunOn(Model.ProcessPool)] public static int @if\u0061(int a) => 1;
    static object[] Calls() => new object[] { МеряйAsync(new(1, ""), abc: 1, 名前: ""), МеряйAll(new[] { (größe: new Größe(1, ""), abc: 1, 名前: "") }) };
}
static class Probe { public const string Call = "MessenCall"; public static object Input => (new Größe(1.5, "n"), 2, "x"); public static object Result => new Größe(3.5, "n"); }
