namespace ParallelGen.Generators.Model;

/// <summary>A method that prepares a worker.</summary>
/// <param name="Key">Decides which of several counts: the first in ordinal order.</param>
/// <param name="DisplayName">Its name for messages, such as <c>Demo.Setup.Init</c>.</param>
/// <param name="Reference">The method, <c>global::</c>-qualified.</param>
/// <param name="ReturnsTask">Whether it is awaited.</param>
/// <param name="IsObsolete">Whether calling it is a use of something obsolete.</param>
internal sealed record InitializerModel(string Key, string DisplayName, string Reference, bool ReturnsTask, bool IsObsolete);
