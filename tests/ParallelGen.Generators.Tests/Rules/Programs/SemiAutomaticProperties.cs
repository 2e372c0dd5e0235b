public class Person { public string Name { get => field; set => field = value.Trim(); } = ""; public int Age { get; private set => field = value < 0 ? 0 : value; } public Person(int age) { Age = age; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static int Sum(Person person) => person.Age + person.Name.Length; }
static class Probe { public static object Input => new Person(3) { Name = " ab " }; public static object Result => 5; }
