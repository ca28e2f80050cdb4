namespace Vpp.Lifecycle.Tests.Simulation.Host;

/// <summary>A clock that shows the time at which the event happened that is being judged: what an un-mended variant judges by.</summary>
internal sealed class EventClock(TimeProvider clock) : TimeProvider
{
    /// <summary>When the event happened; null where none is being judged.</summary>
    public DateTimeOffset? At { get; set; }

    public override DateTimeOffset GetUtcNow() => At is { } at && at < clock.GetUtcNow() ? at : clock.GetUtcNow();
}
