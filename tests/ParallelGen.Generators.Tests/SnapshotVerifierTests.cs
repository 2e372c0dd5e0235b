using ParallelGen.Generators.Tests.Harness;

namespace ParallelGen.Generators.Tests;

/// <summary>The check of snapshots itself can fail.</summary>
public class SnapshotVerifierTests
{
    private static string Path(string suffix) =>
        System.IO.Path.Combine(SnapshotVerifier.Folder, $"{nameof(SnapshotVerifierTests)}.{nameof(Verify_OfNewOrChangedText_FailsAndKeepsIt)}#Probe.g.{suffix}.cs");

    [Fact]
    public void Verify_OfNewOrChangedText_FailsAndKeepsIt()
    {
        void Verify(string text) => SnapshotVerifier.Verify(nameof(SnapshotVerifierTests), nameof(Verify_OfNewOrChangedText_FailsAndKeepsIt), "Probe", text);
        try
        {
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Verify("one\n"));
            Assert.Equal("one\n", File.ReadAllText(Path("received")));
            File.Move(Path("received"), Path("verified"));
            Verify("one\n");
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Verify("two\n"));
        }
        finally
        {
            File.Delete(Path("received"));
            File.Delete(Path("verified"));
        }
    }

    [Fact]
    public void Snapshots_WithoutATest_AreNone() => Assert.Empty(SnapshotVerifier.Stale());

    [Fact]
    public void Snapshots_AreFew() => Assert.InRange(Directory.GetFiles(SnapshotVerifier.Folder, "*.verified.cs").Length, 1, 15);
}
