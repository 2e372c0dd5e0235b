public partial class Work
{
    private enum Kind { A, B }
    protected record Secret(int X, Secret? Next) { internal struct Deep { public string Name; } }
    private sealed class Box<T> { public T? Item { get; set; } }
    [RunOn(Model.ProcessPool)] private static Box<Secret> Wrap(Kind kind, Secret secret, Box<Secret.Deep>[] deep) => new() { Item = secret with { X = secret.X + (int)kind + deep.Length } };
    internal static object MakeInput() => (Kind.B, new Secret(1, null), new Box<Secret.Deep>[] { new() { Item = new() { Name = "d" } } });
    internal static object MakeResult() => new Box<Secret> { Item = new Secret(3, null) };
}
static class Probe { public static object Input => Work.MakeInput(); public static object Result => Work.MakeResult(); }
