// Reports: PGEN006, PGEN101
partial class Work
{
    [RunOn(Model.ProcessPool)] static IEnumerable<int> Each(int a) { yield return a; }
    [RunOn(Model.ProcessPool)] static IEnumerator<int> Walk(int a) { yield return a; }
    [RunOn(Model.ProcessPool)] static async IAsyncEnumerable<int> EachAsyncCore(int a) { await Task.Yield(); yield return a; }
}
