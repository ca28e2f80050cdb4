using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle.Benchmarks.Peers;

/// <summary>The lifecycle as it is often written by hand: a mutable value, and a switch over states with a switch over triggers in each.</summary>
public struct HandWrittenParticipation
{
    public ParticipationState State;
    public byte Reasons;
    public bool MeterAccessOutstanding;
    public bool RewardsSettled;
    public bool NoticePeriodElapsed;

    public static HandWrittenParticipation Of(Configuration configuration) => new()
    {
        State = configuration.State,
        Reasons = configuration.SuspensionReasons.Mask,
        MeterAccessOutstanding = configuration.MeterAccessOutstanding,
        RewardsSettled = configuration.RewardsSettled,
        NoticePeriodElapsed = configuration.NoticePeriodElapsed,
    };

    public Outcome Fire(Trigger trigger)
    {
        switch (State)
        {
            case EnrolmentRequested:
                return trigger == ConsentRequested ? Go(AwaitingConsent) : EarlyEnrolment(trigger);

            case AwaitingConsent:
                return trigger == ConsentGranted ? Go(AwaitingTelemetry) : EarlyEnrolment(trigger);

            case AwaitingTelemetry:
                if (trigger == TelemetryReceived)
                    return Go(MeterAccessOutstanding ? AwaitingMeterAccess : ConfirmingDispatch);
                return EarlyEnrolment(trigger);

            case AwaitingMeterAccess:
                if (trigger != MeterAccessGranted)
                    return Enrolment(trigger);
                MeterAccessOutstanding = false;
                return Go(ConfirmingDispatch);

            case ConfirmingDispatch:
                return trigger == ControlConfirmed ? Go(AwaitingEligibility) : LateEnrolment(trigger);

            case AwaitingEligibility:
                return trigger switch
                {
                    EligibilityConfirmed => Go(AwaitingRegistration),
                    EligibilityDenied => Go(Ineligible),
                    _ => LateEnrolment(trigger),
                };

            case AwaitingRegistration:
                return trigger switch
                {
                    RegistrationConfirmed => Go(Registered),
                    RegistrationDeclined => Go(Ineligible),
                    _ => LateEnrolment(trigger),
                };

            case Registered:
                return trigger == DeviceWentLive ? Go(Active) : LateEnrolment(trigger);

            case Active:
            case Suspended:
                return Participating(trigger);

            case UnenrolmentRequested:
                return trigger switch
                {
                    NoticeServed => Go(WindingDown),
                    TelemetryReceived => Outcome.Ignored,
                    _ => Outcome.Rejected,
                };

            case WindingDown:
                return trigger switch
                {
                    Trigger.RewardsSettled => WindDown(ref RewardsSettled, NoticePeriodElapsed),
                    Trigger.NoticePeriodElapsed => WindDown(ref NoticePeriodElapsed, RewardsSettled),
                    TelemetryReceived => Outcome.Ignored,
                    _ => Outcome.Rejected,
                };

            case Unenrolled:
                return trigger switch
                {
                    SiteDeleted => Go(Offboarded),
                    TelemetryReceived => Outcome.Ignored,
                    _ => Outcome.Rejected,
                };

            default:
                return Outcome.Rejected;
        }
    }

    private Outcome Go(ParticipationState next)
    {
        State = next;
        return Outcome.Transitioned;
    }

    private Outcome EarlyEnrolment(Trigger trigger)
    {
        if (trigger != MeterAccessGranted)
            return Enrolment(trigger);
        if (!MeterAccessOutstanding)
            return Outcome.Ignored;
        MeterAccessOutstanding = false;
        return Outcome.Updated;
    }

    private Outcome LateEnrolment(Trigger trigger) => trigger == MeterAccessGranted ? Outcome.Ignored : Enrolment(trigger);

    private Outcome Enrolment(Trigger trigger)
    {
        switch (trigger)
        {
            case UnrecoverableError:
            case TelemetryNeverEstablished:
            case ConsentWithheld:
                MeterAccessOutstanding = false;
                return Go(Failed);
            case TelemetryReceived:
                return Outcome.Ignored;
            default:
                return Outcome.Rejected;
        }
    }

    private Outcome Participating(Trigger trigger)
    {
        switch (trigger)
        {
            case TelemetryLost:
                return Raise(SuspensionReason.AwaitingTelemetry);
            case TelemetryReceived:
            case TelemetryResumed:
                return Clear(SuspensionReason.AwaitingTelemetry);
            case ControlLost:
                return Raise(SuspensionReason.AwaitingDispatch);
            case ControlRestored:
                return Clear(SuspensionReason.AwaitingDispatch);
            case ConsentLapsed:
                return Raise(SuspensionReason.AwaitingConsent);
            case ConsentRenewed:
                return Clear(SuspensionReason.AwaitingConsent);
            case OperatorPaused:
                return Raise(SuspensionReason.OperatorRequest);
            case OperatorResumed:
                return Clear(SuspensionReason.OperatorRequest);
            case CustomerPaused:
                return Raise(SuspensionReason.CustomerRequest);
            case CustomerResumed:
                return Clear(SuspensionReason.CustomerRequest);
            case LeaveRequested:
                Reasons = 0;
                return Go(UnenrolmentRequested);
            default:
                return Outcome.Rejected;
        }
    }

    private Outcome Raise(SuspensionReason reason)
    {
        int bit = 1 << (int)reason;
        if ((Reasons & bit) != 0)
            return Outcome.Ignored;
        Reasons |= (byte)bit;
        return State == Active ? Go(Suspended) : Outcome.Updated;
    }

    private Outcome Clear(SuspensionReason reason)
    {
        int bit = 1 << (int)reason;
        if ((Reasons & bit) == 0)
            return Outcome.Ignored;
        Reasons &= (byte)~bit;
        return Reasons == 0 ? Go(Active) : Outcome.Updated;
    }

    private Outcome WindDown(ref bool fact, bool other)
    {
        if (fact)
            return Outcome.Ignored;
        if (!other)
        {
            fact = true;
            return Outcome.Updated;
        }

        RewardsSettled = NoticePeriodElapsed = false;
        return Go(Unenrolled);
    }
}
