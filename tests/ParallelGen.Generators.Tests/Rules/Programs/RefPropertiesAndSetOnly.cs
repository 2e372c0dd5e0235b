// Reports: PGEN102
public class Odd { private int _x; public ref int X => ref _x; public int Y { set => _x = value; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static int Get(Odd odd) => odd.X; }
