using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests.Rules.Body;

/// <summary>The same for each rule of bodies: it fires at its marks and nowhere else, and can be turned off where the cause is.</summary>
/// <typeparam name="TSamples">The rule's samples.</typeparam>
public abstract class BodyRuleTests<TSamples> where TSamples : IBodySamples
{
    public static TheoryData<string> FiringSamples => TSamples.Firing;

    public static TheoryData<string> SilentSamples => TSamples.Silent;

    [Theory]
    [MemberData(nameof(FiringSamples))]
    public Task Rule_WhereItApplies_FiresAtTheMark(string marked)
    {
        Assert.Contains(TSamples.Id, marked, StringComparison.Ordinal);
        return BodySample.VerifyAsync(TSamples.Id, WithHead(marked));
    }

    [Theory]
    [MemberData(nameof(SilentSamples))]
    public Task Rule_WhereItDoesNotApply_StaysSilent(string text) => BodySample.VerifyAsync(TSamples.Id, WithHead(text));

    [Fact]
    public Task Rule_InAHelper_IsSuppressedThere() => Suppression.AssertAsync(TSamples.Id, BodySample.Expand(WithHead(TSamples.InAHelper)), BodySample.Analyzers);

    private static string WithHead(string text) => BodySample.IsWholeFile(text) ? text : TSamples.Head + text;
}
