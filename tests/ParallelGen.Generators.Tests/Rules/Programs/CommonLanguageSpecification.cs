[assembly: CLSCompliant(true)]
public record Order(int Id);
public static partial class Work
{
    [RunOn(Model.ProcessPool)] public static int Count(int a) => a;
    [RunOn(Model.ProcessPool)] public static Order Same(Order order, int b = 2) => order;
    [RunOn(Model.ProcessPool)] public static void Nothing() { }
}
