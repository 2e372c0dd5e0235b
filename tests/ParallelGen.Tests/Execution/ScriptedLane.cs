using ParallelGen.CompilerServices;
using ParallelGen.Execution;

namespace ParallelGen.Tests.Execution;

/// <summary>A lane that runs nothing: the test says when each item ends, in which order and how.</summary>
internal sealed class ScriptedLane<TResult> : Lane<int, TResult>
{
    private readonly Observed _state = new();
    private readonly List<Session> _sessions = [];

    public ScriptedLane(int concurrency = 4, CallInfo? info = null) =>
        (DefaultConcurrency, Info) = (concurrency, info ?? new CallInfo(typeof(ScriptedLane<TResult>), 1, "Test.Call"));

    public override CallInfo Info { get; }

    public override int DefaultConcurrency { get; }

    public override int MaxConcurrency => DefaultConcurrency;

    public int Opened => _state.Read(() => _sessions.Count);

    /// <summary>Called for each block as it is submitted, on the submitting thread.</summary>
    public Action<Session, Block<int>>? OnSubmit { get; init; }

    public Session this[int run] => _state.Read(() => _sessions[run]);

    public override LaneSession<int> Open(IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit)
    {
        var session = new Session(this, sink, maxConcurrency, timeLimit);
        _state.Change(() => _sessions.Add(session));
        return session;
    }

    /// <summary>Waits until this many items of a run were submitted.</summary>
    public async Task<Session> Submitted(int items, int run = 0)
    {
        await _state.Until(() => _sessions.Count > run && _sessions[run].SubmittedItems >= items);
        return this[run];
    }

    public Task Stopped(int run = 0) => _state.Until(() => _sessions.Count > run && _sessions[run].IsStopped);

    internal sealed class Session(ScriptedLane<TResult> lane, IItemSink<TResult> sink, int maxConcurrency, TimeSpan timeLimit)
        : LaneSession<int>
    {
        private readonly List<Block<int>> _blocks = [];
        private bool _stopped;

        public int MaxConcurrency => maxConcurrency;

        public TimeSpan TimeLimit => timeLimit;

        public int SubmittedItems { get; private set; }

        public bool SubmittedAfterStop { get; private set; }

        public bool IsStopped => lane._state.Read(() => _stopped);

        public int[] BlockSizes => lane._state.Read(() => _blocks.Select(block => block.Inputs.Length).ToArray());

        public int[] Inputs => lane._state.Read(() => _blocks.SelectMany(block => block.Inputs.ToArray()).ToArray());

        public override void Submit(in Block<int> block)
        {
            Block<int> copy = block;
            lane._state.Change(() =>
            {
                SubmittedAfterStop |= _stopped;
                Assert.Equal(SubmittedItems, copy.FirstIndex);
                _blocks.Add(copy);
                SubmittedItems += copy.Inputs.Length;
            });
            lane.OnSubmit?.Invoke(this, copy);
        }

        public override void Stop() => lane._state.Change(() => _stopped = true);

        public void Succeed(long index, TResult result) => sink.Complete(index, Outcome<TResult>.Success(result));

        public void Fail(long index, Exception error) => sink.Complete(index, Outcome<TResult>.Failure(error));
    }
}
