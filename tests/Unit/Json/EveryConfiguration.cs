namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>A participation in each of the 51 configurations, reached by a path that is always the same.</summary>
internal static class EveryConfiguration
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 8, 0, 0, 123, 456, TimeSpan.Zero);

    private static readonly DwellTimes Dwell = DwellTimes.From(new Dictionary<ParticipationState, TimeSpan>
    {
        [ParticipationState.EnrolmentRequested] = TimeSpan.FromMinutes(5),
        [ParticipationState.AwaitingConsent] = TimeSpan.FromDays(2),
        [ParticipationState.AwaitingTelemetry] = TimeSpan.FromHours(36),
        [ParticipationState.ConfirmingDispatch] = TimeSpan.FromTicks(1),
        [ParticipationState.Suspended] = TimeSpan.FromDays(1),
        [ParticipationState.WindingDown] = TimeSpan.FromDays(30),
    });

    /// <summary>With few details in the even codes, and with all of them in the odd ones.</summary>
    internal static Participation At(int code)
    {
        Configuration goal = Configuration.FromCode(code);
        ParticipationDetails details = (code % 2 == 0 ? Example.Details : Example.FullDetails) with { Id = $"vpp_{code:000000000000000000000000}" };
        MeterAccess meterAccess = goal.MeterAccessOutstanding || code % 3 == 0 ? MeterAccess.Required : (MeterAccess)(code % 3 == 1 ? 0 : 2);
        Participation participation = Participation.Request(details, meterAccess, Start, code % 5 == 0 ? null : Dwell);
        DateTimeOffset at = Start;

        Go(participation.PathTo(goal.State) ?? throw new InvalidOperationException($"No way to {goal}."));
        if (!goal.MeterAccessOutstanding && participation.Configuration.MeterAccessOutstanding)
            Go([Trigger.MeterAccessGranted]);

        // Every reason that the goal has, after one that it has not: cleared during the visit, but not forgotten.
        if (goal.State == ParticipationState.Suspended)
        {
            SuspensionReasonDescriptor[] others = [.. LifecycleSpecification.Reasons.Where(reason => !goal.SuspensionReasons.Contains(reason.Reason))];
            foreach (SuspensionReasonDescriptor reason in LifecycleSpecification.Reasons.Where(reason => goal.SuspensionReasons.Contains(reason.Reason)))
                Go([reason.RaisedBy]);
            foreach (SuspensionReasonDescriptor reason in others)
                Go([reason.RaisedBy, reason.ClearedBy]);
        }

        if (goal.RewardsSettled)
            Go([Trigger.RewardsSettled]);
        if (goal.NoticePeriodElapsed)
            Go([Trigger.NoticePeriodElapsed]);
        return participation;

        void Go(IEnumerable<Trigger> triggers)
        {
            foreach (Trigger trigger in triggers)
                participation = participation.ApplyOrThrow(trigger, at = at.AddHours(7).AddTicks(1));
        }
    }
}
