#nullable disable
public class Node { public string Name; public Node Next; public List<string> Tags { get; set; } }
public static partial class Work { [RunOn(Model.ProcessPool)] public static string Name(Node node, string[] more = null, string last = null) => node.Next.Name; static object[] Calls() => new object[] { NameAsync(null), NameAll(new Node[] { null }) }; }
public static class Probe { public static object Input => (new Node { Next = new Node { Name = "x", Tags = new() } }, (string[])null, (string)null); public static object Result => "x"; }
