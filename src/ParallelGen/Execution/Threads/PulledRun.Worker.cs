using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ParallelGen.Execution.Threads;

/// <content>What a worker does: comes to the source, pulls an item, runs it, and so on.</content>
internal sealed partial class PulledRun<TCall, TInput, TResult>
{
    private sealed class Worker(PulledRun<TCall, TInput, TResult> run)
        : ThreadPoolWorker<TCall, TInput, TResult>(Timeout.InfiniteTimeSpan, run._stop.Token)
    {
        private long _index;
        private long _freed;
        private bool _fresh = true;
        private bool _moving;
        private ConfiguredValueTaskAwaitable<bool>.ConfiguredValueTaskAwaiter _move;

        protected override IItemSink<TResult> Sink => run;

        protected override long Index => _index;

        protected override ExecutionContext? Context => run._context;

        protected override void Tell(in Outcome<TResult> outcome)
        {
            if (run._free && outcome.Succeeded)
            {
                run.RecordFreely(_index, outcome);
                _freed++;
            }
            else
            {
                run.Complete(_index, outcome);
            }
        }

        protected override bool TryTake([MaybeNullWhen(false)] out TInput input)
        {
            input = default;
            if (!_moving && !ComeToSource())
            {
                return false;
            }

            bool more;
            try
            {
                if (!_moving && !BeginMove())
                {
                    return false;
                }

                more = EndMove();
                input = more ? run._source.Current : default;
                _index = more ? run.CountPulled() : _index;
            }
            catch (Exception e)
            {
                run.Fault(e);
                more = false;
            }

            if (!more)
            {
                CountFreed();
                run.LeaveSource();
                return false;
            }

            run.Disown();
            run.TryStartWorker();
            return run.End is null;
        }

        /// <summary>Waits a little for the source, then goes. True: it is owned, there is room, and the run goes on.</summary>
        private bool ComeToSource()
        {
            do
            {
                bool owned = TryOwnForAWhile();
                if (_fresh)
                {
                    _fresh = false;
                    Volatile.Write(ref run._starting, 0);
                }

                if (owned)
                {
                    if (run.End is null && (run._free || run.HasRoom()))
                    {
                        return true;
                    }

                    run.Disown();
                }
            }
            while (!TryLeave());
            return false;
        }

        /// <summary>
        /// Ends this worker, unless that leaves nobody to go on: whoever owns the source starts another one after this has been counted
        /// out, and if nobody owns it after that, this one must stay.
        /// </summary>
        private bool TryLeave()
        {
            CountFreed();
            Interlocked.Decrement(ref run._workers);
            bool needed = Volatile.Read(ref run._owned) == 0 && run.End is null && (run._free || run.HasRoomOrWakes());
            if (needed && run.TryCountWorker())
            {
                return false;
            }

            _fresh = true;
            Volatile.Write(ref run._spare, this);
            return true;
        }

        private bool TryOwnForAWhile()
        {
            var spin = default(SpinWait);
            for (int i = 0; i < Tries && !run._sourceOver; i++)
            {
                if (run.TryOwn())
                {
                    return true;
                }

                spin.SpinOnce(sleep1Threshold: -1);
            }

            return false;
        }

        /// <returns>False if the source makes this wait. It stays owned meanwhile.</returns>
        private bool BeginMove()
        {
            CallStart.Enter(run._context!, null);
            ValueTask<bool> move = run._source.MoveNextAsync();
            _move = move.ConfigureAwait(false).GetAwaiter();
            if (_move.IsCompleted)
            {
                return true;
            }

            _moving = true;
            _move.UnsafeOnCompleted(Resume);
            return false;
        }

        private bool EndMove()
        {
            if (_moving)
            {
                _moving = false;
                CallStart.Enter(run._context!, null);
            }

            return _move.GetResult();
        }

        private void CountFreed()
        {
            if (_freed > 0)
            {
                run.CountFreed(_freed);
                _freed = 0;
            }
        }
    }
}
