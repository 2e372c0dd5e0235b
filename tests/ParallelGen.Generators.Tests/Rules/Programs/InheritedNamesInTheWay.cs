// Reports: PGEN007
public class Base { public static int CountAll; }
public partial class Work : Base { [RunOn(Model.ProcessPool)] public static int Count(int a) => 1; }
