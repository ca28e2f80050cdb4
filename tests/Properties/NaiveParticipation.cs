using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>
/// A participation as one would write it on a first afternoon: a few variables, a list of visits, and a case for each trigger. No
/// table, no sharing, no bytes. What the library does in its way has to come to the same.
/// </summary>
internal sealed class NaiveParticipation
{
    private static readonly ParticipationState[] WayToActive =
    [
        EnrolmentRequested, AwaitingConsent, AwaitingTelemetry, AwaitingMeterAccess, ConfirmingDispatch, AwaitingEligibility, AwaitingRegistration,
        Registered, Active,
    ];

    private static readonly ParticipationState[] WayOut = [UnenrolmentRequested, WindingDown, Unenrolled];

    private readonly DwellTimes _dwellTimes;
    private bool _rewardsSettled;
    private bool _noticePeriodElapsed;

    public NaiveParticipation(MeterAccess meterAccess, DateTimeOffset at, DwellTimes dwellTimes)
    {
        _dwellTimes = dwellTimes;
        MeterAccess = meterAccess;
        Created = Updated = at;
        Visits.Add(new NaiveVisit(EnrolmentRequested, at, null));
    }

    public List<NaiveVisit> Visits { get; } = [];

    public NaiveVisit Now => Visits[^1];

    public ParticipationState State => Now.State;

    /// <summary>The active ones, as they were raised.</summary>
    public List<SuspensionReason> Reasons { get; } = [];

    public MeterAccess MeterAccess { get; private set; }

    public DateTimeOffset Created { get; }

    public DateTimeOffset Updated { get; private set; }

    public DateTimeOffset? Seen { get; private set; }

    public DateTimeOffset? Consented { get; private set; }

    /// <summary>How often the details were amended.</summary>
    public int Amendments { get; private set; }

    /// <summary>All that decides what a trigger does.</summary>
    public string Configuration => $"{State} [{string.Join(' ', Reasons.Order())}] {MeterAccess == MeterAccess.Required} {_rewardsSettled} {_noticePeriodElapsed}";

    private bool IsEnrolling => State is EnrolmentRequested or AwaitingConsent or AwaitingTelemetry or AwaitingMeterAccess
        or ConfirmingDispatch or AwaitingEligibility or AwaitingRegistration or Registered;

    private bool IsOver => State is Ineligible or Offboarded or Failed;

    public Outcome Fire(Trigger trigger, DateTimeOffset at)
    {
        at = at.ToUniversalTime();
        Outcome outcome = trigger switch
        {
            Trigger.ConsentRequested => Go(EnrolmentRequested, AwaitingConsent, at),
            Trigger.ConsentGranted => Go(AwaitingConsent, AwaitingTelemetry, at),
            Trigger.TelemetryReceived => ReceiveTelemetry(at),
            Trigger.MeterAccessGranted => GrantMeterAccess(at),
            Trigger.ControlConfirmed => Go(ConfirmingDispatch, AwaitingEligibility, at),
            Trigger.EligibilityConfirmed => Go(AwaitingEligibility, AwaitingRegistration, at),
            Trigger.EligibilityDenied => Go(AwaitingEligibility, Ineligible, at),
            Trigger.RegistrationConfirmed => Go(AwaitingRegistration, Registered, at),
            Trigger.RegistrationDeclined => Go(AwaitingRegistration, Ineligible, at),
            Trigger.DeviceWentLive => Go(Registered, Active, at),
            Trigger.UnrecoverableError or Trigger.TelemetryNeverEstablished or Trigger.ConsentWithheld => IsEnrolling ? Enter(Failed, at) : Outcome.Rejected,
            Trigger.TelemetryLost => Raise(SuspensionReason.AwaitingTelemetry, at),
            Trigger.TelemetryResumed => Clear(SuspensionReason.AwaitingTelemetry, at),
            Trigger.ControlLost => Raise(SuspensionReason.AwaitingDispatch, at),
            Trigger.ControlRestored => Clear(SuspensionReason.AwaitingDispatch, at),
            Trigger.ConsentLapsed => Raise(SuspensionReason.AwaitingConsent, at),
            Trigger.ConsentRenewed => Clear(SuspensionReason.AwaitingConsent, at),
            Trigger.OperatorPaused => Raise(SuspensionReason.OperatorRequest, at),
            Trigger.OperatorResumed => Clear(SuspensionReason.OperatorRequest, at),
            Trigger.CustomerPaused => Raise(SuspensionReason.CustomerRequest, at),
            Trigger.CustomerResumed => Clear(SuspensionReason.CustomerRequest, at),
            Trigger.LeaveRequested => State is Active or Suspended ? Enter(UnenrolmentRequested, at) : Outcome.Rejected,
            Trigger.NoticeServed => Go(UnenrolmentRequested, WindingDown, at),
            Trigger.RewardsSettled => WindDown(ref _rewardsSettled, at),
            Trigger.NoticePeriodElapsed => WindDown(ref _noticePeriodElapsed, at),
            Trigger.SiteDeleted => Go(Unenrolled, Offboarded, at),
            _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "no such trigger"),
        };
        if (outcome == Outcome.Rejected)
            return outcome;
        if (trigger is Trigger.TelemetryReceived or Trigger.TelemetryResumed)
            Seen = Later(Seen, at);
        if (trigger is Trigger.ConsentGranted or Trigger.ConsentRenewed)
            Consented = Later(Consented, at);
        if (outcome is Outcome.Transitioned or Outcome.Updated)
            Updated = Later(Updated, at);
        return outcome;
    }

    public bool Amend(DateTimeOffset at)
    {
        if (!IsEnrolling || State == Registered)
            return false;
        Amendments++;
        Updated = Later(Updated, at.ToUniversalTime());
        return true;
    }

    /// <summary>The states expected after the current one, with their dates.</summary>
    public List<(ParticipationState State, DateTimeOffset? At)> Ahead()
    {
        var ahead = new List<(ParticipationState, DateTimeOffset?)>();
        ParticipationState before = State;
        DateTimeOffset? at = Now.EnteredAt;
        foreach (ParticipationState next in StatesAhead())
        {
            at = Add(at, _dwellTimes[before]);
            ahead.Add((next, at));
            before = next;
        }

        return ahead;
    }

    private IEnumerable<ParticipationState> StatesAhead()
    {
        if (State == Suspended)
            return [Active];
        ParticipationState[] way = WayToActive.Contains(State) ? WayToActive : WayOut;
        return way.SkipWhile(state => state != State).Skip(1).Where(state => state != AwaitingMeterAccess || MeterAccess == MeterAccess.Required);
    }

    private Outcome Go(ParticipationState from, ParticipationState to, DateTimeOffset at) => State == from ? Enter(to, at) : Outcome.Rejected;

    private Outcome Enter(ParticipationState to, DateTimeOffset at)
    {
        (ParticipationState State, DateTimeOffset? At)[] foreseen = [.. Ahead().Where(next => next.State == to)];
        Visits.Add(new NaiveVisit(to, at, foreseen.Length == 0 ? null : foreseen[0].At));
        if (to != Suspended)
            Reasons.Clear();
        return Outcome.Transitioned;
    }

    private Outcome ReceiveTelemetry(DateTimeOffset at)
    {
        if (IsOver)
            return Outcome.Rejected;
        if (State == AwaitingTelemetry)
            return Enter(MeterAccess == MeterAccess.Required ? AwaitingMeterAccess : ConfirmingDispatch, at);
        return State == Suspended ? Clear(SuspensionReason.AwaitingTelemetry, at) : Outcome.Ignored;
    }

    private Outcome GrantMeterAccess(DateTimeOffset at)
    {
        if (!IsEnrolling)
            return Outcome.Rejected;
        if (MeterAccess != MeterAccess.Required)
            return Outcome.Ignored;
        Outcome outcome = State == AwaitingMeterAccess ? Enter(ConfirmingDispatch, at) : Outcome.Updated;
        MeterAccess = MeterAccess.Available;
        return outcome;
    }

    private Outcome Raise(SuspensionReason reason, DateTimeOffset at)
    {
        if (State is not (Active or Suspended))
            return Outcome.Rejected;
        if (Reasons.Contains(reason))
            return Outcome.Ignored;
        Outcome outcome = State == Active ? Enter(Suspended, at) : Outcome.Updated;
        Reasons.Add(reason);
        Now.ReasonsEver.Add(reason);
        return outcome;
    }

    private Outcome Clear(SuspensionReason reason, DateTimeOffset at)
    {
        if (State is not (Active or Suspended))
            return Outcome.Rejected;
        if (!Reasons.Remove(reason))
            return Outcome.Ignored;
        return Reasons.Count == 0 ? Enter(Active, at) : Outcome.Updated;
    }

    private Outcome WindDown(ref bool fact, DateTimeOffset at)
    {
        if (State != WindingDown)
            return Outcome.Rejected;
        if (fact)
            return Outcome.Ignored;
        fact = true;
        return _rewardsSettled && _noticePeriodElapsed ? Enter(Unenrolled, at) : Outcome.Updated;
    }

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one is { } time && time > other ? time : other;

    private static DateTimeOffset? Add(DateTimeOffset? time, TimeSpan? span) =>
        time is { } start && span is { } length && DateTimeOffset.MaxValue - start >= length ? start + length : null;
}
