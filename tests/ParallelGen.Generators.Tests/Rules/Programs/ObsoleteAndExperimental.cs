[Obsolete("t")] public record Old(int X);
[Experimental("EXP1")] public record New(int X);
public static partial class Work
{
    [Obsolete("m", true)] [RunOn(Model.ProcessPool)] public static Old A(Old old, Old[] more) => old;
#pragma warning disable EXP1
    [RunOn(Model.ProcessPool)] public static List<New> B(New a) => new() { a };
#pragma warning restore EXP1
    [Experimental("EXP2")] [RunOn(Model.ProcessPool)] public static int C(int a) => a;
}
[Experimental("EXP3")] public static partial class Lab { public record Item(int X); [RunOn(Model.ProcessPool)] public static Item D(Item a) => a; }
