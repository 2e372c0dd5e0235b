namespace ParallelGen.Contract;

/// <summary>The suite on one model. One after the other, because some tests need all of its workers.</summary>
public static class ProcessPoolSuite
{
    private const string Name = nameof(ProcessPoolSuite);

    [Collection(Name)]
    public sealed class Results : ResultContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Order : OrderContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Cold : ColdContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Sources : SourceContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Policies : PolicyContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Errors : ErrorContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Cancellation : CancellationContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class TimeLimits : TimeLimitContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Progress : ProgressContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Options : OptionsContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Context : ContextContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Sequences : SequenceContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Shared : SharedContract<ProcessPoolWork>;

    [Collection(Name)]
    public sealed class Exclusive : ExclusiveContract<ProcessPoolWork>;

    [Collection(nameof(InlineCollection))]
    public sealed class Inline : InlineContract<ProcessPoolWork>;
}
