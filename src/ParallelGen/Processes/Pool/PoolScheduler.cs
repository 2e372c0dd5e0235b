using System.Diagnostics;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Processes.Pool;

/// <summary>
/// Hands blocks to workers: starts workers when there is work for them, serves submissions in turn, replaces the dead, and knows of
/// every block where it is. See README.md in the folder above for the states and who wakes whom.
/// </summary>
/// <remarks>One lock guards all of it; nothing blocks, sends, encodes or runs user code while it is held.</remarks>
/// <param name="name">The pool's name.</param>
/// <param name="options">Its options.</param>
/// <param name="launcher">Starts its workers.</param>
/// <param name="isFresh">Whether every worker serves one item only: <see cref="Model.Process"/> instead of <see cref="Model.ProcessPool"/>.</param>
internal sealed partial class PoolScheduler(string name, ProcessPoolOptions options, IWorkerLauncher launcher, bool isFresh = false)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Submission> _waiting = new();
    private readonly PoolWorker?[] _workers = new PoolWorker?[options.EffectiveWorkers + SparesOf(options, isFresh)];
    private readonly Stack<PoolWorker> _idle = new();

    /// <summary>How many workers have a block.</summary>
    private int _busy;

    public string Name { get; } = name;

    public ProcessPoolOptions Options { get; } = options;

    public IWorkerLauncher Launcher { get; } = launcher;

    public PoolCounters Counters { get; } = new();

    /// <summary>How many workers have a call at the same time, at most.</summary>
    public int Capacity { get; } = options.EffectiveWorkers;

    /// <summary>How many items a worker serves at most.</summary>
    public long MaxTasks { get; } = isFresh ? 1 : options.MaxTasksPerWorker > 0 ? options.MaxTasksPerWorker : long.MaxValue;

    /// <summary>The one submission of all single calls.</summary>
    public Submission Singles { get; } = new(int.MaxValue);

    private TimeSpan KillGrace => TimeSpan.FromMilliseconds(Options.KillGraceMilliseconds);

    /// <summary>Queues a block behind its owner's others.</summary>
    /// <returns>The worker that has it already, if one was idle.</returns>
    /// <exception cref="ObjectDisposedException">The pool takes no more work.</exception>
    public PoolWorker? Submit(WorkBlock block)
    {
        PoolWorker? worker;
        Func<Exception>? refusal;
        var dispatch = new DispatchList();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing, typeof(ProcessPool));
            refusal = RefusalOf(block);
            if (refusal is not null)
            {
                dispatch.AddEnd(block);
            }
            else if (_waiting.Count == 0 && _idle.Count > 0 && _busy < Capacity && block.Owner.Running < block.Owner.MaxRunning)
            {
                // Nobody waits, so it need not wait either.
                Assign(_idle.Pop(), block);
                dispatch.AddSend(block.Worker!);
                StartWorkers(ref dispatch);
            }
            else
            {
                Enqueue(block, atFront: false);
                Match(ref dispatch);
            }

            worker = block.Worker?.Current == block ? block.Worker : null;
        }

        if (refusal is not null)
        {
            FailRest(block, block.First, refusal);
        }

        Pass();
        dispatch.Run();
        return worker;
    }

    /// <summary>The worker has said hello and takes its first block. False: too late, it is being killed.</summary>
    public bool OnReady(PoolWorker worker)
    {
        var dispatch = new DispatchList();
        lock (_gate)
        {
            if (worker.WasKilled)
            {
                return false;
            }

            (worker.IsReady, _startBreaker) = (true, null);
            AddIdle(worker);
            SignalIfWarm();
            Match(ref dispatch);
            if (_quitting)
            {
                Quit(worker);
            }
        }

        Pass();
        dispatch.Run();
        return true;
    }

    private void Enqueue(WorkBlock block, bool atFront)
    {
        Submission owner = block.Owner;
        block.Node = atFront ? owner.Queue.AddFirst(block) : owner.Queue.AddLast(block);
        owner.Node ??= _waiting.AddLast(owner);
    }

    private void Dequeue(WorkBlock block)
    {
        Submission owner = block.Owner;
        owner.Queue.Remove(block.Node!);
        block.Node = null;
        if (owner.Queue.Count == 0 && owner.Node is not null)
        {
            _waiting.Remove(owner.Node);
            owner.Node = null;
        }
    }

    /// <summary>Gives idle workers the next blocks, then starts workers for what is left.</summary>
    private void Match(ref DispatchList dispatch)
    {
        while (_idle.Count > 0 && _busy < Capacity && TryTake(out WorkBlock? block))
        {
            PoolWorker worker = _idle.Pop();
            Assign(worker, block);
            dispatch.AddSend(worker);
        }

        SendAhead(ref dispatch);
        StartWorkers(ref dispatch);
    }

    /// <summary>The worker gets the block, or as many of its items as it may still serve.</summary>
    private void Assign(PoolWorker worker, WorkBlock block)
    {
        int items = (int)Math.Min(block.Count - block.First, MaxTasks - worker.Taken);
        Run(worker, block, ++worker.LastCall, block.First + items);
        worker.Taken += items;
        block.HoldPayload();
        (_wantsSpares, _lastAssembly) = (true, block.Info.Assembly);
    }

    /// <summary>The worker runs the items of this call, which it was sent or is about to be sent.</summary>
    private void Run(PoolWorker worker, WorkBlock block, long call, int end)
    {
        (worker.Current, worker.RunningItem, worker.IsStopping, worker.IsRecalled, worker.WasPromoted) = (block, -1, false, false, false);
        (block.Worker, worker.BusySince, worker.Took) = (worker, Stopwatch.GetTimestamp(), null);
        (worker.Call, worker.NextItem, worker.EndItem) = (call, block.First, end);
        block.Owner.Running++;
        _busy++;
        if (end - block.First > 1)
        {
            LookNowAndThen();
        }
    }

    /// <summary>The worker does not have the block any more.</summary>
    private void Unassign(PoolWorker worker, WorkBlock block)
    {
        (worker.Current, block.Worker) = (null, null);
        block.Owner.Running--;
        _busy--;
    }

    /// <summary>Puts what is left of a block back to the front of its queue, unless nobody waits for it.</summary>
    private bool TryRequeue(WorkBlock block, int first, ref DispatchList dispatch)
    {
        block.First = first;
        if (first == block.Count || _dropsRest || block.IsAbandoned)
        {
            dispatch.AddEnd(block);
            return false;
        }

        Enqueue(block, atFront: true);
        return true;
    }

    /// <summary>The next block of the submission whose turn it is; that submission then goes to the end.</summary>
    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WorkBlock? block)
    {
        for (LinkedListNode<Submission>? node = _waiting.First; node is not null; node = node.Next)
        {
            if (node.Value.Runnable > 0)
            {
                block = node.Value.Queue.First!.Value;
                Dequeue(block);
                if (node.List is not null)
                {
                    _waiting.Remove(node);
                    _waiting.AddLast(node);
                }

                return true;
            }
        }

        block = null;
        return false;
    }
}
