using ParallelGen.CompilerServices;
using ParallelGen.Processes.Launching;

namespace ParallelGen.Processes.Pool;

/// <summary>What keeps the pool from starting processes for ever: no start succeeds, or none brings anything, or every call ends its worker.</summary>
internal sealed partial class PoolScheduler
{
    /// <summary>A worker is replaced in a tenth of a second or less: this many a second leave most of a machine to others.</summary>
    private const int CrashesPerSecond = 5;

    /// <summary>Of the methods whose calls have ended workers lately.</summary>
    private readonly Dictionary<CallInfo, CrashBudget> _budgets = [];

    /// <summary>Counts starts that failed, since the last that did not.</summary>
    private CircuitBreaker? _startBreaker;

    /// <summary>Why a block is not to be queued: what it waits for has failed again and again. Under the lock.</summary>
    private Func<Exception>? RefusalOf(WorkBlock block)
    {
        if (_breakers.Count == 0 && _budgets.Count == 0 && _startBreaker is null)
        {
            return null;
        }

        if (_breakers.GetValueOrDefault(block.Info.Assembly)?.Refusal is { } unprepared && !CanServe(block.Info.Assembly))
        {
            return unprepared;
        }

        return _budgets.GetValueOrDefault(block.Info)?.Refusal
            ?? (_startBreaker?.Refusal is { } failure && Array.TrueForAll(_workers, static worker => worker is null) ? failure : null);
    }

    /// <summary>Calls have ended, and their worker lives. Under the lock.</summary>
    private void NoteEnded(CallInfo info, int calls)
    {
        if (_budgets.Count > 0 && _budgets.TryGetValue(info, out CrashBudget? budget))
        {
            budget.Earn(calls);
            if (budget.IsFull)
            {
                _budgets.Remove(info);
            }
        }
    }

    /// <summary>
    /// A call has ended its worker, which has to be replaced. If that goes on too fast, what waits of the same method fails. Where each call
    /// has a process of its own there is nothing to replace. Under the lock.
    /// </summary>
    private void NoteCrash(PoolWorker worker, WorkBlock block, WorkerExit exit, string? trouble, List<BlockFailure> failures, ref DispatchList dispatch)
    {
        if (isFresh || worker.WasKilled || _quitting)
        {
            return;
        }

        CallInfo info = block.Info;
        if (!_budgets.TryGetValue(info, out CrashBudget? budget))
        {
            int perSecond = Math.Max(CrashesPerSecond, Capacity);
            _budgets.Add(info, budget = new CrashBudget(perSecond, Time));
        }

        if (budget.Spend(Overspent))
        {
            Fail(_waiting.SelectMany(static submission => submission.Queue).Where(other => other.Info == info), Overspent, failures, ref dispatch);
        }

        Exception Overspent()
        {
            WorkerCrashedException last = Crash(worker, exit, trouble, $"while it ran {info.Name}");
            return new WorkerStartException(
                $"Calls of {info.Name} have ended {budget.Crashes} workers of pool '{Name}' in {budget.Elapsed.TotalSeconds:0} s, faster than they are replaced, so none is started for more of them until {CrashBudget.Pause.TotalSeconds:0} s have passed. The call has not run. The last one: {last.Message}",
                last);
        }
    }
}
