using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Vpp.Lifecycle;

namespace EnrolmentService;

/// <summary>The library's timers, section "Service:Timers"; only telemetry silence is on by default (R25).</summary>
internal sealed class TimerOptions
{
    private const string Section = "Service:Timers";

    public TimeSpan? TelemetrySilence { get; set; } = Participation.TelemetryWindow;

    public TimeSpan? ConsentDecision { get; set; }

    public TimeSpan? FirstTelemetry { get; set; }

    public TimeSpan? ConsentValidity { get; set; }

    public TimeSpan? NoticePeriod { get; set; }

    /// <summary>
    /// How long states may last (R29), by state and by the trigger that falls due then: <c>Waits:AWAITING_ELIGIBILITY:ELIGIBILITY_DENIED</c> is
    /// <c>10.00:00:00</c>; empty is none. Text, so that what is wrong with it can be told with what is allowed.
    /// </summary>
    public Dictionary<string, Dictionary<string, string?>?> Waits { get; set; } = [];

    /// <exception cref="ValidationException">A timer cannot work.</exception>
    public LifecycleTimers ToTimers()
    {
        var timers = new LifecycleTimers
        {
            TelemetrySilence = NotNegative(TelemetrySilence, nameof(TelemetrySilence)),
            ConsentDecision = NotNegative(ConsentDecision, nameof(ConsentDecision)),
            FirstTelemetry = NotNegative(FirstTelemetry, nameof(FirstTelemetry)),
            ConsentValidity = NotNegative(ConsentValidity, nameof(ConsentValidity)),
            NoticePeriod = NotNegative(NoticePeriod, nameof(NoticePeriod)),
        };
        foreach ((string state, Dictionary<string, string?>? limits) in Waits)
        {
            foreach ((string trigger, string? limit) in limits ?? [])
                timers = With(timers, ReadWait(state, trigger, limit), limit);
        }

        return timers;
    }

    private static LifecycleTimers With(LifecycleTimers timers, Wait? wait, string? limit)
    {
        if (wait is null)
            return timers;
        LifecycleTimers more = timers.WithWaits(wait);
        // One that took the place of another: the library lets the later one win, but settings have no order.
        return more.Waits.Count > timers.Waits.Count ? more : throw new ValidationException(
            $"{Section}:{nameof(Waits)}:{wait.State.ToWireName()}:{wait.Trigger.ToWireName()} is {limit}, and there is a limit already: " +
            $"{string.Join(", ", timers.Waits.Where(other => other.State == wait.State))}. " +
            $"Allowed: one for a state, in WINDING_DOWN one for each of its facts; {nameof(ConsentDecision)}, {nameof(FirstTelemetry)} and {nameof(NoticePeriod)} are among them.");
    }

    /// <summary>Null where the limit is empty.</summary>
    private static Wait? ReadWait(string stateName, string triggerName, string? limitText)
    {
        const string Setting = $"{Section}:{nameof(Waits)}";
        if (!WireNames.TryParse(stateName, out ParticipationState state) || !Wait.LimitableStates.Contains(state))
            throw new ValidationException($"{Setting} names {stateName}. Allowed: {string.Join(", ", Wait.LimitableStates.Select(one => one.ToWireName()))}.");
        IReadOnlyList<Trigger> triggers = Wait.TriggersFor(state);
        if (!WireNames.TryParse(triggerName, out Trigger trigger) || !triggers.Contains(trigger))
        {
            throw new ValidationException(
                $"{Setting}:{stateName} names {triggerName}. Allowed: {string.Join(", ", triggers.Select(one => one.ToWireName()))}, what ends the wait there in every case.");
        }

        if (string.IsNullOrEmpty(limitText))
            return null;
        return TimeSpan.TryParse(limitText, CultureInfo.InvariantCulture, out TimeSpan limit) && limit > TimeSpan.Zero
            ? new Wait(state, limit, trigger)
            : throw new ValidationException($"{Setting}:{stateName}:{triggerName} is {limitText}. Allowed: more than zero, as d.hh:mm:ss, such as 10.00:00:00; empty for none.");
    }

    private static TimeSpan? NotNegative(TimeSpan? duration, string name) =>
        duration < TimeSpan.Zero ? throw new ValidationException($"{Section}:{name} is {duration}. Allowed: zero or more, as d.hh:mm:ss.") : duration;
}
