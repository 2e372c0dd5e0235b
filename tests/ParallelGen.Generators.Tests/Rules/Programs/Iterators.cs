// Reports: PGEN006
partial class Work
{
    [RunOn(Model.ProcessPool)] static IEnumerator<int> Walk(int a) { yield return a; }
    [RunOn(Model.ProcessPool)] static async IAsyncEnumerator<int> RunCore(int a) { await Task.Yield(); yield return a; }
    [RunOn(Model.ProcessPool)] static System.Collections.IEnumerable Each(int a) { yield return a; }
}
