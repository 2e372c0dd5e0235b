public partial record Tree(string Name, Tree? Left = null, params Tree[] Others)
{
    [RunOn(Model.ProcessPool)] public static Tree Turn(Tree tree) => tree with { Name = tree.Name + "!", Left = tree };
}
static class Probe
{
    public static object Input => new Tree("a", new Tree("b"), new Tree("c"));
    public static object Result => new Tree("a!", new Tree("a", new Tree("b"), new Tree("c")), new Tree("c"));
}
