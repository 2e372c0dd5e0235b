using System.Globalization;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>Messages whose parts are put together: one sentence that says what is wrong, one that says what to do.</summary>
public class RuleMessageTests
{
    [Theory]
    [InlineData("int F(int a, IProgress<int> b) => 1;", "Parameter 'b' is an IProgress<T>, which this version cannot carry to a worker process. Remove it; WithProgress on the batch reports how many calls are done.")]
    [InlineData("int F(int a, [Broadcast] int b) => 1;", "Parameter 'b' is marked [Broadcast], which this version does not support. Remove the attribute; the value then travels with every call.")]
    [InlineData("int F(ref int a) => 1;", "Parameter 'a' is a ref parameter, which cannot be passed to a call that runs elsewhere. Pass it by value, and return what becomes of it.")]
    [InlineData("IEnumerable<int> F(int a) => [];", "Method 'F' returns 'IEnumerable<int>', a sequence, which this version cannot send as a result. Collect the items, and return an array or a List<T>.")]
    [InlineData("async void F(int a) => await Task.Yield();", "Method 'F' is async void, so that its end and its errors would be lost. Return Task.")]
    public async Task Message_OfAMethodThatCannotBeGenerated_SaysWhatToDo(string method, string message)
    {
        string text = $"using System; using System.Collections.Generic; using System.Threading.Tasks; using ParallelGen;\npartial class A {{ [RunOn(Model.ProcessPool)] static {method} }}";
        Assert.Equal([message], (await Markup.AnalyzeAsync(text)).Select(d => d.GetMessage(CultureInfo.InvariantCulture)));
    }
}
