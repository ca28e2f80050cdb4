using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>
/// The states page's transition tables and the readings of lifecycle.md, written down a second time, by hand: read it with the page
/// beside it. Shares nothing with the library's rules but the names of states, triggers and reasons.
/// </summary>
internal static class StatesPage
{
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    /// <summary>The answers for each code and trigger, kept because many tests ask for them.</summary>
    private static readonly (Outcome Outcome, int Next)[][] Answers =
        [.. Enumerable.Range(0, 51).Select(code => Triggers.Select(trigger => AnswerFor(code, trigger)).ToArray())];

    public static (Outcome Outcome, int Next) Fire(int code, Trigger trigger) => Answers[code][(int)trigger];

    /// <summary>TRANSITIONED or UPDATED.</summary>
    public static bool Changes(int code, Trigger trigger) => Fire(code, trigger).Outcome is Outcome.Transitioned or Outcome.Updated;

    /// <summary>A shortest way from one code to each that can be reached.</summary>
    public static Dictionary<int, Trigger[]> WaysFrom(int code)
    {
        var ways = new Dictionary<int, Trigger[]> { [code] = [] };
        var queue = new Queue<int>([code]);
        while (queue.TryDequeue(out int here))
        {
            foreach (Trigger trigger in Triggers)
            {
                int next = Fire(here, trigger).Next;
                if (ways.TryAdd(next, [.. ways[here], trigger]))
                    queue.Enqueue(next);
            }
        }

        return ways;
    }

    private static (Outcome Outcome, int Next) AnswerFor(int code, Trigger trigger)
    {
        (Outcome outcome, Situation next) = Fire(Situation.OfCode(code), trigger);
        return (outcome, next.Code);
    }

    /// <summary>What firing a trigger does: whichever table has a row for it answers; without a row it is rejected (R8).</summary>
    private static (Outcome Outcome, Situation Next) Fire(Situation now, Trigger trigger)
    {
        var answers = new[] { EnrolmentTable(now, trigger), ParticipationTable(now, trigger), UnenrolmentTable(now, trigger), Readings(now, trigger) };
        return answers.SingleOrDefault(answer => answer is not null) ?? (Outcome.Rejected, now);
    }

    private static (Outcome, Situation)? EnrolmentTable(Situation now, Trigger trigger) => (now.State, trigger) switch
    {
        // From, trigger / condition, to
        (EnrolmentRequested, ConsentRequested) => To(now with { State = AwaitingConsent }),
        (AwaitingConsent, ConsentGranted) => To(now with { State = AwaitingTelemetry }),
        (AwaitingTelemetry, TelemetryReceived) when now.MeterAccessOutstanding => To(now with { State = AwaitingMeterAccess }),
        (AwaitingTelemetry, TelemetryReceived) => To(ConfirmingDispatch),
        (AwaitingMeterAccess, MeterAccessGranted) => To(ConfirmingDispatch),
        (ConfirmingDispatch, ControlConfirmed) => To(AwaitingEligibility),
        (AwaitingEligibility, EligibilityConfirmed) => To(AwaitingRegistration),
        (AwaitingEligibility, EligibilityDenied) => To(Ineligible),
        (AwaitingRegistration, RegistrationConfirmed) => To(Registered),
        (AwaitingRegistration, RegistrationDeclined) => To(Ineligible),
        (Registered, DeviceWentLive) => To(Active),

        // "any enrolment state": the eight that are not terminal (R2)
        (EnrolmentRequested or AwaitingConsent or AwaitingTelemetry or AwaitingMeterAccess
                or ConfirmingDispatch or AwaitingEligibility or AwaitingRegistration or Registered,
            UnrecoverableError or TelemetryNeverEstablished or ConsentWithheld) => To(Failed),
        _ => null,
    };

    private static (Outcome, Situation)? ParticipationTable(Situation now, Trigger trigger) => now.State switch
    {
        // From, trigger / condition, to
        Active when RaisedBy(trigger) is { } reason => To(now.With(reason)),
        Suspended when RaisedBy(trigger) is { } further && !now.Reasons.Contains(further) => Updated(now.With(further)),
        Suspended when ClearedBy(trigger) is { } reason && now.Reasons.Contains(reason) && now.Reasons.Length > 1 => Updated(now.Without(reason)),
        Suspended when ClearedBy(trigger) is { } last && now.Reasons.Contains(last) => To(Active),
        Active when trigger == LeaveRequested => To(UnenrolmentRequested),
        Suspended when trigger == LeaveRequested => To(UnenrolmentRequested),

        // R3: raised again, or cleared without being active
        Suspended when RaisedBy(trigger) is not null => Ignored(now),
        Active or Suspended when ClearedBy(trigger) is not null => Ignored(now),

        // R7: telemetry that arrives while it is missed does what TELEMETRY_RESUMED does
        Suspended when trigger == TelemetryReceived && now.Reasons is [SuspensionReason.AwaitingTelemetry] => To(Active),
        Suspended when trigger == TelemetryReceived && now.Reasons.Contains(SuspensionReason.AwaitingTelemetry) =>
            Updated(now.Without(SuspensionReason.AwaitingTelemetry)),
        Suspended when trigger == TelemetryReceived => Ignored(now),
        _ => null,
    };

    /// <summary>Column "Raised when".</summary>
    private static SuspensionReason? RaisedBy(Trigger trigger) => trigger switch
    {
        TelemetryLost => SuspensionReason.AwaitingTelemetry,
        ControlLost => SuspensionReason.AwaitingDispatch,
        ConsentLapsed => SuspensionReason.AwaitingConsent,
        OperatorPaused => SuspensionReason.OperatorRequest,
        CustomerPaused => SuspensionReason.CustomerRequest,
        _ => null,
    };

    /// <summary>Column "Cleared when".</summary>
    private static SuspensionReason? ClearedBy(Trigger trigger) => trigger switch
    {
        TelemetryResumed => SuspensionReason.AwaitingTelemetry,
        ControlRestored => SuspensionReason.AwaitingDispatch,
        ConsentRenewed => SuspensionReason.AwaitingConsent,
        OperatorResumed => SuspensionReason.OperatorRequest,
        CustomerResumed => SuspensionReason.CustomerRequest,
        _ => null,
    };

    private static (Outcome, Situation)? UnenrolmentTable(Situation now, Trigger trigger) => (now.State, trigger) switch
    {
        // From, trigger / condition, to
        (UnenrolmentRequested, NoticeServed) => To(WindingDown),
        (WindingDown, RewardsSettled) when now.NoticePeriodElapsed => To(Unenrolled),
        (WindingDown, NoticePeriodElapsed) when now.RewardsSettled => To(Unenrolled),
        (Unenrolled, SiteDeleted) => To(Offboarded),

        // R5: the first of the two facts is recorded, a repeat is ignored
        (WindingDown, RewardsSettled) when !now.RewardsSettled => Updated(now with { RewardsSettled = true }),
        (WindingDown, NoticePeriodElapsed) when !now.NoticePeriodElapsed => Updated(now with { NoticePeriodElapsed = true }),
        (WindingDown, RewardsSettled or NoticePeriodElapsed) => Ignored(now),
        _ => null,
    };

    private static (Outcome, Situation)? Readings(Situation now, Trigger trigger) => (now.State, trigger) switch
    {
        // R6: early meter access
        (EnrolmentRequested or AwaitingConsent or AwaitingTelemetry, MeterAccessGranted) when now.MeterAccessOutstanding =>
            Updated(now with { MeterAccessOutstanding = false }),
        (EnrolmentRequested or AwaitingConsent or AwaitingTelemetry, MeterAccessGranted) => Ignored(now),

        // R6: meter access delivered again
        (ConfirmingDispatch or AwaitingEligibility or AwaitingRegistration or Registered, MeterAccessGranted) => Ignored(now),

        // R7: heartbeats where telemetry is neither awaited nor missed (SUSPENDED: above)
        (EnrolmentRequested or AwaitingConsent or AwaitingMeterAccess or ConfirmingDispatch or AwaitingEligibility
            or AwaitingRegistration or Registered or Active or UnenrolmentRequested or WindingDown or Unenrolled, TelemetryReceived) => Ignored(now),
        _ => null,
    };

    /// <summary>A state that remembers nothing.</summary>
    private static (Outcome, Situation) To(ParticipationState state) => (Outcome.Transitioned, new Situation(state));

    private static (Outcome, Situation) To(Situation next) => (Outcome.Transitioned, next);

    private static (Outcome, Situation) Updated(Situation next) => (Outcome.Updated, next);

    private static (Outcome, Situation) Ignored(Situation now) => (Outcome.Ignored, now);
}
