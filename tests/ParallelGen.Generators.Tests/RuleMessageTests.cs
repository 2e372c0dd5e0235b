using System.Globalization;
using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>Messages whose parts are put together: one sentence that says what is wrong, one that says what to do.</summary>
public class RuleMessageTests
{
    [Theory]
    [InlineData("int F(int a, [Broadcast] IProgress<int> b) => 1;", "Parameter 'b' is marked [Broadcast], but a batch has only one of it anyway. Remove the attribute.")]
    [InlineData("int F(int a, IProgress<Stream> b) => 1;", "What 'b' reports (Stream) cannot be sent to another process: an open stream belongs to one process. Pass a path or the bytes.")]
    [InlineData("int F(ref int a) => 1;", "Parameter 'a' is a ref parameter, which cannot be passed to a call that runs elsewhere. Pass it by value, and return what becomes of it.")]
    [InlineData("IEnumerable<Stream> F(int a) => [];", "An item of 'F' (Stream) cannot be sent to another process: an open stream belongs to one process. Pass a path or the bytes.")]
    [InlineData("IEnumerator<int> F(int a) => null!;", "Method 'F' returns 'IEnumerator<int>', whose items would be made where they are read. Return IEnumerable<T> or IAsyncEnumerable<T>.")]
    [InlineData("async void F(int a) => await Task.Yield();", "Method 'F' is async void, so that its end and its errors would be lost. Return Task.")]
    public async Task Message_OfAMethodThatCannotBeGenerated_SaysWhatToDo(string method, string message)
    {
        string text = $"using System; using System.Collections.Generic; using System.IO; using System.Threading.Tasks; using ParallelGen;\npartial class A {{ [RunOn(Model.ProcessPool)] static {method} }}";
        Assert.Equal([message], (await Markup.AnalyzeAsync(text)).Select(d => d.GetMessage(CultureInfo.InvariantCulture)));
    }
}
