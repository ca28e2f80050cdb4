using static Vpp.Lifecycle.Citation;
using static Vpp.Lifecycle.Effect;
using static Vpp.Lifecycle.Guards;
using static Vpp.Lifecycle.ParticipationState;
using static Vpp.Lifecycle.Trigger;

namespace Vpp.Lifecycle;

/// <summary>
/// The lifecycle. The only place where a transition is written down: tables, diagrams, models and documents are all read off it.
/// What no rule permits is rejected (R8); a terminal state therefore has no rule at all (R1).
/// </summary>
internal static class LifecycleRules
{
    internal static RuleBook Write()
    {
        var rules = new RuleBook();
        Enrolment(rules);
        Failure(rules);
        Participation(rules);
        Unenrolment(rules);
        Heartbeats(rules);
        return rules;
    }

    private static void Enrolment(RuleBook rules)
    {
        rules.Configure(EnrolmentRequested)
            .Remembers(LifecycleFacts.MeterAccessOutstanding)
            .Permit(ConsentRequested, AwaitingConsent, Row("consent requested"));

        rules.Configure(AwaitingConsent)
            .Remembers(LifecycleFacts.MeterAccessOutstanding)
            .Permit(ConsentGranted, AwaitingTelemetry, Row("consent granted"));

        rules.Configure(AwaitingTelemetry)
            .Remembers(LifecycleFacts.MeterAccessOutstanding)
            .PermitIf(TelemetryReceived, AwaitingMeterAccess, MeterAccessOutstanding, Row("telemetry received, meter access required"))
            .PermitIf(TelemetryReceived, ConfirmingDispatch, MeterAccessNotOutstanding,
                Row("telemetry received, meter access already available or not required"));

        rules.Configure(AwaitingMeterAccess)
            .Implies(LifecycleFacts.MeterAccessOutstanding)
            .Permit(MeterAccessGranted, ConfirmingDispatch, Row("meter access granted"));

        rules.Configure(ConfirmingDispatch)
            .Permit(ControlConfirmed, AwaitingEligibility, Row("control confirmed"));

        rules.Configure(AwaitingEligibility)
            .Permit(EligibilityConfirmed, AwaitingRegistration, Row("operator confirms eligible"))
            .Permit(EligibilityDenied, Ineligible, Row("operator confirms not eligible"));

        rules.Configure(AwaitingRegistration)
            .Permit(RegistrationConfirmed, Registered, Row("operator confirms registration"))
            .Permit(RegistrationDeclined, Ineligible, Row("operator declines registration"));

        rules.Configure(Registered)
            .Permit(DeviceWentLive, Active, Row("device goes live"));

        // Meter access may come before it is waited for, and be delivered again after.
        foreach (ParticipationState early in (ReadOnlySpan<ParticipationState>)[EnrolmentRequested, AwaitingConsent, AwaitingTelemetry])
        {
            rules.Configure(early)
                .InternalTransitionIf(MeterAccessGranted, MeterAccessOutstanding, Withdraw(LifecycleFacts.MeterAccessOutstanding), Reading(6))
                .IgnoreIf(MeterAccessGranted, MeterAccessNotOutstanding, Reading(6));
        }

        foreach (ParticipationState late in (ReadOnlySpan<ParticipationState>)[ConfirmingDispatch, AwaitingEligibility, AwaitingRegistration, Registered])
            rules.Configure(late).Ignore(MeterAccessGranted, Reading(6));
    }

    private static void Failure(RuleBook rules)
    {
        Citation row = Row("unrecoverable error, telemetry never establishes, or consent withheld", from: "any enrolment state");
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            if (state is not { Phase: Phase.Enrolment, IsTerminal: false })
                continue;
            foreach (TriggerDescriptor trigger in LifecycleSpecification.Triggers)
            {
                if (trigger.Group == TriggerGroup.Failure)
                    rules.Configure(state.State).Permit(trigger.Trigger, Failed, row);
            }
        }
    }

    private static void Participation(RuleBook rules)
    {
        rules.Configure(Suspended)
            .Remembers(LifecycleFacts.AnyReason, neverNone: true);

        foreach (SuspensionReasonDescriptor reason in LifecycleSpecification.Reasons)
        {
            LifecycleFacts fact = reason.Reason.ToFact();

            rules.Configure(Active)
                .Permit(reason.RaisedBy, Suspended, Record(fact), Row("a suspension reason is raised"))
                .Ignore(reason.ClearedBy, Reading(3));

            rules.Configure(Suspended)
                .InternalTransitionIf(reason.RaisedBy, ReasonNotActive(reason.Reason), Record(fact), Row("a further reason is raised"))
                .IgnoreIf(reason.RaisedBy, ReasonActive(reason.Reason), Reading(3));

            Clear(reason.Reason, reason.ClearedBy,
                whenOthersRemain: Row("a reason is cleared, others remain"), whenLast: Row("the last reason is cleared"), whenNotActive: Reading(3));
        }

        // Telemetry that simply arrives clears its reason as well as the word that it has resumed.
        Clear(SuspensionReason.AwaitingTelemetry, TelemetryReceived, whenOthersRemain: Reading(7), whenLast: Reading(7), whenNotActive: Reading(7));

        foreach (ParticipationState enrolled in (ReadOnlySpan<ParticipationState>)[Active, Suspended])
            rules.Configure(enrolled).Permit(LeaveRequested, UnenrolmentRequested, Row("customer or operator requests to leave"));

        void Clear(SuspensionReason reason, Trigger trigger, Citation whenOthersRemain, Citation whenLast, Citation whenNotActive) =>
            rules.Configure(Suspended)
                .InternalTransitionIf(trigger, OthersRemain(reason), Withdraw(reason.ToFact()), whenOthersRemain)
                .PermitIf(trigger, Active, LastReason(reason), whenLast)
                .IgnoreIf(trigger, ReasonNotActive(reason), whenNotActive);
    }

    private static void Unenrolment(RuleBook rules)
    {
        rules.Configure(UnenrolmentRequested)
            .Permit(NoticeServed, WindingDown, Row("notice served"));

        // Two facts in either order: the first is recorded, the second ends it, a repeat is ignored.
        rules.Configure(WindingDown)
            .Remembers(LifecycleFacts.RewardsSettled | LifecycleFacts.NoticePeriodElapsed, neverAll: true)
            .InternalTransitionIf(RewardsSettled, NothingRecorded, Record(LifecycleFacts.RewardsSettled), Reading(5))
            .PermitIf(RewardsSettled, Unenrolled, NoticePeriodAlreadyElapsed, Row("rewards settled, notice period elapsed"))
            .IgnoreIf(RewardsSettled, RewardsAlreadySettled, Reading(5))
            .InternalTransitionIf(NoticePeriodElapsed, NothingRecorded, Record(LifecycleFacts.NoticePeriodElapsed), Reading(5))
            .PermitIf(NoticePeriodElapsed, Unenrolled, RewardsAlreadySettled, Row("rewards settled, notice period elapsed"))
            .IgnoreIf(NoticePeriodElapsed, NoticePeriodAlreadyElapsed, Reading(5));

        rules.Configure(Unenrolled)
            .Permit(SiteDeleted, Offboarded, Row("site and assets deleted"));
    }

    private static void Heartbeats(RuleBook rules)
    {
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            if (!state.IsTerminal && state.State is not (AwaitingTelemetry or Suspended))
                rules.Configure(state.State).Ignore(TelemetryReceived, Reading(7));
        }
    }
}
