using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Simulation.Oracles;

/// <summary>What a history says, event by event: the participation, and by a count of its own when it was last heard of.</summary>
internal sealed record Facts(Participation Replayed, long SeenAt, long ConsentedAt)
{
    private const long Never = long.MinValue;

    public static Facts Of(string request)
    {
        var requested = (ParticipationRequested)ParticipationEventJson.Parse(request);
        return new Facts(Participation.Replay(requested, []), Never, Never);
    }

    public Facts After(string json)
    {
        ParticipationEvent happened = ParticipationEventJson.Parse(json);
        Participation replayed = Participation.Replay(Replayed, [happened]);
        long at = happened.OccurredAt.UtcTicks;
        return happened is not TriggerFired fired ? this with { Replayed = replayed } : fired.Trigger switch
        {
            Trigger.TelemetryReceived or Trigger.TelemetryResumed => this with { Replayed = replayed, SeenAt = Math.Max(SeenAt, at) },
            Trigger.ConsentGranted or Trigger.ConsentRenewed => this with { Replayed = replayed, ConsentedAt = Math.Max(ConsentedAt, at) },
            _ => this with { Replayed = replayed },
        };
    }

    /// <summary>When the first thing falls due, by the words of R25 and not by the code that the library has for it.</summary>
    public (long At, Trigger Trigger)? FirstDue(LifecycleTimers timers)
    {
        (long At, Trigger Trigger)? first = null;
        long entered = Replayed.EnteredAt.UtcTicks;
        switch (Replayed.CurrentState)
        {
            case ParticipationState.Active or ParticipationState.Suspended:
                if (timers.TelemetrySilence is { } silence && !Replayed.SuspensionReasons.Contains(SuspensionReason.AwaitingTelemetry))
                    Take(SeenAt + silence.Ticks + 1, Trigger.TelemetryLost);
                if (timers.ConsentValidity is { } validity && !Replayed.SuspensionReasons.Contains(SuspensionReason.AwaitingConsent))
                    Take(ConsentedAt + validity.Ticks, Trigger.ConsentLapsed);
                break;
            case ParticipationState.AwaitingConsent when timers.ConsentDecision is { } decision:
                Take(entered + decision.Ticks, Trigger.ConsentWithheld);
                break;
            case ParticipationState.AwaitingTelemetry when timers.FirstTelemetry is { } telemetry:
                Take(entered + telemetry.Ticks, Trigger.TelemetryNeverEstablished);
                break;
            case ParticipationState.WindingDown when timers.NoticePeriod is { } notice && !Replayed.Configuration.NoticePeriodElapsed:
                Take(entered + notice.Ticks, Trigger.NoticePeriodElapsed);
                break;
        }

        return first;

        void Take(long at, Trigger trigger)
        {
            at = Math.Max(at, entered);
            if (first is not { } known || at < known.At)
                first = (at, trigger);
        }
    }
}
