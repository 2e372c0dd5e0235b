// Reports: PGEN007
public partial class Base { [RunOn(Model.ProcessPool)] public static int Count(int a) => 1; }
public partial class Derived : Base { [RunOn(Model.ProcessPool)] public static new int Count(int a) => 2; }
