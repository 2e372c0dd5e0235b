namespace ParallelGen.Generators.Model;

/// <summary>An exception class and what it makes the assembly need; apart, so that an edit writes no more than it changes.</summary>
internal sealed record ParsedException(ExceptionModel Exception, ExceptionEntryModel Entry, EquatableArray<CodecModel> Codecs);
