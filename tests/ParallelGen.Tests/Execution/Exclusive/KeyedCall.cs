using ParallelGen.CompilerServices;

namespace ParallelGen.Tests.Execution.Exclusive;

/// <summary>What the generator would write for a method that runs its argument.</summary>
internal readonly struct KeyedCall<TMethod> : ICall<Job, int>
    where TMethod : IMethod
{
    static CallInfo IAnnotatedMethod<Job>.Info => TMethod.Info;

    static object? IAnnotatedMethod<Job>.ExclusiveKey(Job input) => input.Key;

    static ValueTask<int> ICall<Job, int>.Invoke(Job input, CancellationToken cancel) => input.Body(cancel);
}
