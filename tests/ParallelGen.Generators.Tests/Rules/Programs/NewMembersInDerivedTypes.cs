// Reports: PGEN101
public class Animal { public int Size { get; set; } }
public class Dog : Animal { public new string Size { get; set; } = ""; }
public static partial class Work { [RunOn(Model.ProcessPool)] public static Dog Same(Dog dog) => dog; }
