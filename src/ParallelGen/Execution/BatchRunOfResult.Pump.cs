namespace ParallelGen.Execution;

/// <content>The pump's side: one thread at a time, on the thread pool unless the run is inline.</content>
internal abstract partial class BatchRun<TResult>
{
    /// <summary>Whether the pump works on the thread that starts the run and on those that take its items.</summary>
    protected virtual bool RunsInline => false;

    /// <summary>The run starts, on the caller's thread.</summary>
    protected virtual void OnStarted() { }

    /// <summary>The consumer knows how the run has ended. Called once, on any thread.</summary>
    protected virtual void OnFinished() { }

    /// <summary>Stops what this run has in the lane. Any thread, repeatedly; never while a block is being submitted, unless the run is inline.</summary>
    protected abstract void StopLane();

    /// <summary>Pulls and submits until the source or the run ends; disposes the source.</summary>
    protected abstract Task PullAllAsync();

    /// <summary>Sets the run's numbers, before anything is pulled.</summary>
    protected void Configure(in RunLimits limits, long? expected)
    {
        lock (Gate)
        {
            _counts.Limits = limits;
            _counts.Expected = expected;
            if (expected is { } count)
            {
                _consumer.Expect(count);
            }
        }
    }

    /// <summary>Whether a block may be pulled now; the pump then counts as being in the source. If not, <see cref="WokenAsync"/> tells when to ask again.</summary>
    /// <param name="sizer">Knows how many items the block should have, where nobody has said so.</param>
    protected bool TryTakeRoom(ChunkSizer? sizer)
    {
        lock (Gate)
        {
            _phase = PumpPhase.Engine;
            if (sizer is not null)
            {
                _counts.UseChunk(sizer.Size);
            }

            bool may = _end is null && _counts.HasRoom;
            if (may)
            {
                _phase = PumpPhase.InUserCode;
            }
            else
            {
                _waitingForRoom = true;
            }

            return may;
        }
    }

    /// <summary>Waits until there may be room, or the run has ended. To be awaited by the loop that pulls itself: inline, it goes on within this.</summary>
    protected ValueTask WokenAsync() => _pumpSignal.WaitAsync();

    /// <summary>Counts items as pulled and lets the pump submit them.</summary>
    /// <returns>False if the run has ended, so that they must not be submitted.</returns>
    protected bool BeginSubmit(int items, out long firstIndex)
    {
        lock (Gate)
        {
            firstIndex = _counts.Pulled;
            _consumer.Reserve(_counts.Pulled + items);
            _counts.Pulled += items;
            if (_end is not null)
            {
                return false;
            }

            // An inline call runs while it is submitted, and is stopped by its token.
            _phase = RunsInline ? PumpPhase.Engine : PumpPhase.Submitting;
            return true;
        }
    }

    /// <summary>The lane has the block. If the run ended meanwhile, does what was left to the pump.</summary>
    /// <param name="moving">Whether a move of the source is under way, so that the pump will not be back soon.</param>
    protected void EndSubmit(bool moving)
    {
        RunEnd? end;
        lock (Gate)
        {
            _phase = moving ? PumpPhase.InUserCode : PumpPhase.Engine;
            end = _end;
        }

        if (end is not null)
        {
            ActOnEnd(stop: true, finish: moving && end.Reason == EndReason.Cancelled);
        }
    }

    /// <summary>Records a success and counts nothing. Only where the consumer <see cref="RecordsFreely"/>.</summary>
    protected void RecordFreely(long index, in Outcome<TResult> outcome) => _consumer.Record(index, outcome);

    /// <summary>Makes room for an item. Only where the consumer <see cref="RecordsFreely"/>, and by one thread at a time.</summary>
    protected void ReserveFreely(long total) => _consumer.Reserve(total);

    /// <summary>Counts items that were recorded freely.</summary>
    protected void CountFreed(long items)
    {
        lock (Gate)
        {
            _counts.Completed += items;
            Release(items);
            if (_counts.AllEnded)
            {
                _pumpSignal.Set();
            }
        }
    }

    /// <summary>Counts one item as pulled.</summary>
    /// <returns>Its index.</returns>
    protected long CountPulledItem()
    {
        lock (Gate)
        {
            _consumer.Reserve(_counts.Pulled + 1);
            return _counts.Pulled++;
        }
    }

    /// <summary>Whether the window has room.</summary>
    protected bool HasRoom()
    {
        lock (Gate)
        {
            return _counts.HasRoom;
        }
    }

    /// <summary>Whether the window has room. If not, the pump is woken when it has.</summary>
    protected bool HasRoomOrWakes()
    {
        lock (Gate)
        {
            return !(_waitingForRoom = !_counts.HasRoom);
        }
    }

    /// <summary>How many items were pulled, where that was not counted one by one.</summary>
    protected void SetPulled(long items)
    {
        lock (Gate)
        {
            _counts.Pulled = items;
        }
    }

    /// <summary>Lets the pump look again.</summary>
    protected void WakePump() => _pumpSignal.Set();

    /// <summary>What the pump waits for.</summary>
    protected ValueTask PumpWokenAsync() => _pumpSignal.WaitAsync();

    /// <summary>The pump is back in the engine's own code.</summary>
    protected void EnterEngine()
    {
        lock (Gate)
        {
            _phase = PumpPhase.Engine;
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            await PullAllAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Fault(e);
        }

        await SettleAsync().ConfigureAwait(false);
        if (_progress is not null)
        {
            await _progress.FinishAsync(last: _end is null or { Reason: EndReason.Failed }).ConfigureAwait(false);
        }

        TryEnd(new RunEnd(EndReason.Finished));
        if (_end!.Reason != EndReason.Finished)
        {
            StopLane();
        }

        Finish();
    }

    /// <summary>Waits until every pulled item has its outcome, or the run has ended.</summary>
    private async ValueTask SettleAsync()
    {
        while (true)
        {
            lock (Gate)
            {
                _counts.SourceEnded = true;
                if (_end is not null || _counts.AllEnded)
                {
                    // What follows is the last progress report.
                    _phase = PumpPhase.InUserCode;
                    return;
                }

                _phase = PumpPhase.Engine;
            }

            await _pumpSignal.WaitAsync().ConfigureAwait(false);
        }
    }
}
