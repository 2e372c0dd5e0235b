public partial class Person { public partial string Name { get; set; } public required partial int Age { get; init; } }
public partial class Person { private string _name = ""; public partial string Name { get => _name; set => _name = value; } private int _age; public required partial int Age { get => _age; init => _age = value; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static Person Same(Person person) => person; }
static class Probe { public static object Input => new Person { Name = "n", Age = 3 }; public static object Result => Input; }
