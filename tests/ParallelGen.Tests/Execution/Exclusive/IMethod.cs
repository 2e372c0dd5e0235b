using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>One annotated method of a test: keys are kept per method, so each test has its own.</summary>
internal interface IMethod
{
    static abstract CallInfo Info { get; }
}
