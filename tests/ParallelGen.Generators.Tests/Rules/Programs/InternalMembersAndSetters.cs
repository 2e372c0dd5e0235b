public class Node { internal int Id { get; set; } public string Name { get; internal set; } = ""; protected internal int Age { get; init; } [System.Text.Json.Serialization.JsonInclude] public int Size { get; internal init; } internal Node(int id) { Id = id; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static Node Same(Node node) => node; }
static class Probe { public static object Input => new Node(1) { Name = "n", Age = 2, Size = 3 }; public static object Result => Input; }
