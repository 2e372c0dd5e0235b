// Program
int x = 2;
Console.WriteLine(await TwiceAsync(x));
public partial class Program { [RunOn(Model.ProcessPool)] private static int Twice(int a) => a * 2; }
static class Probe { public static object Input => 3; public static object Result => 6; }
