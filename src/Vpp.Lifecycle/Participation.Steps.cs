namespace Vpp.Lifecycle;

/// <content>What each outcome of a trigger makes of a participation.</content>
public sealed partial class Participation
{
    /// <summary>The participation after a step; null when it is rejected.</summary>
    private Participation? After(Step step, Trigger trigger, long at) => step.Outcome switch
    {
        Outcome.Transitioned => Enter(step.Next, trigger, at),
        Outcome.Updated => Update(step.Next, trigger, at),
        Outcome.Ignored => Sight(trigger, at),
        _ => null,
    };

    /// <summary>
    /// As <see cref="Apply"/>, of a trigger that was too old when it was delivered: a sighting records itself, but says nothing about now
    /// and so ends no suspension for lack of telemetry (R28).
    /// </summary>
    internal TransitionResult ApplyStale(Trigger trigger, DateTimeOffset at, string? actor, string? note, string? reasonCode)
    {
        TransitionResult result = Apply(trigger, at, actor, note, reasonCode);
        if (!SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry) || !LifecycleSpecification.Describe(trigger).IsTelemetrySighting)
            return result;
        var ignored = new Step(Outcome.Ignored, _configuration);
        return new TransitionResult(this, Sight(trigger, at.UtcTicks), ignored, trigger, at.UtcTicks, actor, note, reasonCode);
    }

    private Participation Enter(Configuration next, Trigger trigger, long at)
    {
        long expectedAt = _origin.DwellTimes is { } dwellTimes
            ? Timeline.EstimateFor(next.State, _configuration, _visit.EnteredAt, dwellTimes)
            : UtcTime.None;
        return new Participation(
            _origin,
            new Visit(_visit, next.State, at, expectedAt, next.SuspensionReasons),
            next,
            MeterAccessAfter(trigger),
            Math.Max(_updatedAt, at),
            TelemetrySeenAfter(trigger, at),
            ConsentedAfter(trigger, at));
    }

    private Participation Update(Configuration next, Trigger trigger, long at) =>
        new(
            _origin, _visit.With(next.SuspensionReasons), next, MeterAccessAfter(trigger),
            Math.Max(_updatedAt, at), TelemetrySeenAfter(trigger, at), ConsentedAfter(trigger, at));

    /// <summary>Ignored, but what it carries is recorded all the same (R10).</summary>
    private Participation Sight(Trigger trigger, long at)
    {
        long telemetrySeenAt = TelemetrySeenAfter(trigger, at);
        long consentedAt = ConsentedAfter(trigger, at);
        return telemetrySeenAt == _telemetrySeenAt && consentedAt == _consentedAt
            ? this
            : new Participation(_origin, _visit, _configuration, _meterAccess, _updatedAt, telemetrySeenAt, consentedAt);
    }

    private MeterAccess MeterAccessAfter(Trigger trigger) =>
        trigger == Trigger.MeterAccessGranted && _meterAccess == MeterAccess.Required ? MeterAccess.Available : _meterAccess;

    private long TelemetrySeenAfter(Trigger trigger, long at) =>
        (CompiledLifecycle.TelemetrySightings & (1u << (int)trigger)) != 0 ? Math.Max(_telemetrySeenAt, at) : _telemetrySeenAt;

    private long ConsentedAfter(Trigger trigger, long at) =>
        (CompiledLifecycle.Consents & (1u << (int)trigger)) != 0 ? Math.Max(_consentedAt, at) : _consentedAt;
}
