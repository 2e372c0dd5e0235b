public record Box<T>(T? Value, T[]? Items = null) { public T? More { get; init; } }
public class Maybe<T> where T : notnull { public T Value { get; set; } = default!; public bool Has; }
public static partial class Work { [RunOn(Model.ProcessPool)] public static Box<int> Same(Box<int> a, Box<int?> b, Box<string> c, Box<Box<string?>?> d, Maybe<string> e, Maybe<(int, string?)> f) => a; }
static class Probe { public static object Input => (new Box<int>(1), new Box<int?>(null), new Box<string>(null), new Box<Box<string?>?>(new("x")), new Maybe<string> { Value = "v" }, new Maybe<(int, string?)>()); public static object Result => new Box<int>(1); }
