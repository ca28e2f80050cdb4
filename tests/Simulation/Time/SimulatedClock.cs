namespace Vpp.Lifecycle.Tests.Simulation.Time;

/// <summary>The time of a simulation, for all that asks a <see cref="TimeProvider"/>.</summary>
internal sealed class SimulatedClock(Scheduler scheduler) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(scheduler.Now);

    public override long GetTimestamp() => scheduler.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SimulatedTimer timer = new SimulatedTimer(callback, state).On(scheduler);
        timer.Change(dueTime, period);
        return timer;
    }
}
