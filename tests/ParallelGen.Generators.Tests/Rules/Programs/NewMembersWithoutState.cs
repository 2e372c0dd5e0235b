public class Animal { public int Size { get; set; } public virtual int Age { get; set; } public string Kind => "animal"; public int GetLegs() => 4; }
public class Dog : Animal { public override int Age { get => base.Age; set => base.Age = value; } public new string Kind => "dog"; public new int GetLegs() => 3; }
public partial class Work { [RunOn(Model.ProcessPool)] public static Dog[] Same(Dog[] dogs) => dogs; }
static class Probe { public static object Input => new[] { new Dog { Size = 1, Age = 3 } }; public static object Result => Input; }
