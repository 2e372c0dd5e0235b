using System.Reflection;
using ParallelGen.CompilerServices;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Processes.Pool;

/// <summary>Workers load and initialize an assembly before its first call, which runs user code: it may hang, or end the process.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>Of the assemblies that have kept workers from getting ready for them since one last did.</summary>
    private readonly Dictionary<Assembly, CircuitBreaker> _breakers = [];

    /// <summary>What time it is for pauses and workers' deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The worker begins to load and initialize an assembly.</summary>
    /// <exception cref="InvalidDataException">That makes no sense now.</exception>
    public void OnPreparing(PoolWorker worker, int number)
    {
        lock (_gate)
        {
            if (worker.Preparing is not null || worker.RunningItem >= 0 || worker.Announced(number) is not { } assembly)
            {
                throw new InvalidDataException($"it said that it prepares assembly {number}, which it was not told to do now");
            }

            (worker.Preparing, worker.PreparingNumber) = (assembly, number);
            if (!worker.IsStopping && !worker.IsRetiring && !worker.WasKilled)
            {
                worker.Clock.LimitPreparing(number, TimeSpan.FromMilliseconds(Options.StartTimeoutMilliseconds));
            }
        }
    }

    /// <summary>The worker has done so.</summary>
    /// <exception cref="InvalidDataException">It had not begun.</exception>
    public void OnPrepared(PoolWorker worker, int number)
    {
        lock (_gate)
        {
            if (worker.Preparing is not { } assembly || worker.PreparingNumber != number)
            {
                throw new InvalidDataException($"it said that it has prepared assembly {number}, which it had not begun");
            }

            worker.Preparing = null;
            worker.Prepared.Add(assembly);
            _breakers.Remove(assembly);
            if (!worker.IsStopping && !worker.IsRetiring && !worker.WasKilled)
            {
                worker.Clock.Clear();
            }
        }
    }

    /// <summary>The time to prepare has passed. Whether it still applies is decided here.</summary>
    public void OnPreparedTooLate(PoolWorker worker, int number)
    {
        // It may be done, and nobody has looked yet.
        worker.Look();
        lock (_gate)
        {
            if (worker.Preparing is null || worker.PreparingNumber != number || worker.WasKilled)
            {
                return;
            }

            (worker.WasKilled, worker.IsTooLate) = (true, true);
            // A spare: no call is to follow it.
            RemoveIdle(worker);
        }

        worker.Kill();
    }

    /// <summary>
    /// A worker ended, or was ended, while it prepared for an assembly. If that goes on and no other worker is ready for it, all that wait
    /// for it fail: the rest of its calls would only end more workers. Under the lock; the worker is forgotten, and what it had is queued.
    /// </summary>
    private void BlameAssembly(PoolWorker worker, WorkerExit exit, string? trouble, WorkBlock? block, List<BlockFailure> failures, ref DispatchList dispatch)
    {
        Assembly assembly = worker.Preparing!;
        if (!_breakers.TryGetValue(assembly, out CircuitBreaker? breaker))
        {
            _breakers.Add(assembly, breaker = new CircuitBreaker(Time));
        }

        bool canServe = CanServe(assembly);
        bool mayServe = canServe || Array.Exists(_workers, other => other?.Preparing == assembly);
        Func<Exception> reason = worker.IsTooLate ? () => TooLate(worker, exit, assembly) : Unprepared(worker, exit, trouble, assembly, breaker.Failures);
        bool refuses = breaker.Fail(reason, isDecisive: worker.IsTooLate && !mayServe);
        if (canServe)
        {
            PauseStarts();
        }
        else if (refuses)
        {
            Fail(_waiting.SelectMany(submission => submission.Queue).Where(other => other.Info.Assembly == assembly), reason, failures, ref dispatch);
        }
        else if (worker.IsTooLate && block?.Node is not null && block.Info.Assembly == assembly)
        {
            // Others may still get ready, but whoever waits for this one has waited for long enough.
            Fail([block], reason, failures, ref dispatch);
        }
    }

    /// <summary>Whether a worker lives that has loaded and initialized the assembly, and may take another call. Under the lock.</summary>
    private bool CanServe(Assembly assembly) => Array.Exists(
        _workers,
        worker => worker is { HasEnded: false, IsRetiring: false, WasKilled: false } && worker.Taken < MaxTasks && worker.Prepared.Contains(assembly));

    private Func<Exception> Unprepared(PoolWorker worker, WorkerExit exit, string? trouble, Assembly assembly, int others) => () => Crash(
        worker, exit, trouble, $"while it prepared for the calls of {DescribeStart(assembly)}{(others > 0 ? $", like {others} workers before it" : "")}. The call has not run");

    private WorkerStartException TooLate(PoolWorker worker, WorkerExit exit, Assembly assembly) => new(
        $"The worker process {worker.ProcessId} of pool '{Name}' was not ready for the calls of {DescribeStart(assembly)} within {Options.StartTimeoutMilliseconds} ms and was killed. The call has not run. If it takes so long, raise ProcessPoolOptions.StartTimeoutMilliseconds.{Said(exit)}");

    private static string DescribeStart(Assembly assembly) => CallTable.Of(assembly)?.InitializerName is { } initializer
        ? $"{assembly.GetName().Name}, whose [WorkerInitializer] is {initializer},"
        : $"{assembly.GetName().Name}";
}
