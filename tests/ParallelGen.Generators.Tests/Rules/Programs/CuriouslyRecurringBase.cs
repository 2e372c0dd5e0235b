public abstract class Entity<T> where T : Entity<T>, new() { public int Id { get; set; } public T? Parent { get; set; } public List<T> Children { get; set; } = new(); public static T Create() => new(); }
public sealed class User : Entity<User> { public volatile int Version; public string Name { get; set; } = ""; }
public static partial class Work { [RunOn(Model.ProcessPool)] public static User Same(User user) => user; }
static class Probe { public static object Input => new User { Id = 1, Version = 2, Name = "n", Parent = new User { Id = 3 }, Children = { new User() } }; public static object Result => Input; }
