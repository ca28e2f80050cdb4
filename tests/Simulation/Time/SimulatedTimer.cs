namespace Vpp.Lifecycle.Tests.Simulation.Time;

/// <summary>Something to be called at a time.</summary>
internal sealed class SimulatedTimer(TimerCallback callback, object? state) : ITimer
{
    private Scheduler? _scheduler;
    private long _period;

    /// <summary>Of its entry in the schedule; an entry of another number is outdated.</summary>
    public long Number { get; set; }

    public void Fire(Scheduler scheduler)
    {
        Number = 0;
        if (_period > 0)
            scheduler.Start(this, scheduler.Now + _period);
        callback(state);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Number = 0;
        _period = period > TimeSpan.Zero ? period.Ticks : 0;
        if (dueTime >= TimeSpan.Zero)
            _scheduler!.Start(this, _scheduler.Now + dueTime.Ticks);
        return true;
    }

    public SimulatedTimer On(Scheduler scheduler)
    {
        _scheduler = scheduler;
        return this;
    }

    public void Dispose()
    {
        Number = 0;
        _period = 0;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
