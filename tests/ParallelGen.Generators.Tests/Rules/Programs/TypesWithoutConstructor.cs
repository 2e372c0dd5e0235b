// Reports: PGEN102
public class Hidden { private readonly int _x; private Hidden(int y) { _x = y; } public static Hidden Of(int x) => new(x); public int X => _x; }
partial class Work { [RunOn(Model.ProcessPool)] static int A(Hidden a) => 1; }
