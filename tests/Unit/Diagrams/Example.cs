using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Unit.Diagrams;

/// <summary>Timelines to highlight.</summary>
internal static class Example
{
    internal static readonly Trigger[] GoingLive =
        [ConsentRequested, ConsentGranted, TelemetryReceived, ControlConfirmed, EligibilityConfirmed, RegistrationConfirmed, DeviceWentLive];

    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    internal static Timeline TimelineAfter(params Trigger[] triggers)
    {
        var details = new ParticipationDetails { Id = "vpp_1", DeviceId = "device", LocationId = "location", LiveMode = true };
        return triggers
            .Aggregate(
                Participation.Request(details, MeterAccess.NotRequired, At),
                (participation, trigger) => participation.ApplyOrThrow(trigger, At))
            .Timeline;
    }
}
