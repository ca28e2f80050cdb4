namespace Vpp.Lifecycle.Tests.Unit;

public sealed class RejectionTests
{
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    public static TheoryData<int> Codes => Given.Codes;

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rejection_says_what_was_refused_where_and_what_is_permitted(int code)
    {
        Situation situation = Situation.OfCode(code);
        Participation participation = Given.OfCode(code);
        Trigger[] permitted = [.. Triggers.Where(trigger => StatesPage.Changes(code, trigger))];
        foreach (Trigger trigger in Triggers.Where(trigger => StatesPage.Fire(code, trigger).Outcome == Outcome.Rejected))
        {
            Rejection rejection = participation.Reject(trigger);

            Assert.Equal(situation.State, rejection.State);
            Assert.Equal(code, rejection.Configuration.Code);
            Assert.Equal(trigger, rejection.Trigger);
            Assert.Equal(permitted, rejection.Permitted);
            Assert.Equal(CodeOf(code, trigger), rejection.Code);
            Assert.False(string.IsNullOrWhiteSpace(rejection.Reason));
            Assert.Equal(
                $"{trigger.ToWireName()} is not permitted in {situation.State.ToWireName()}: "
                + rejection.Reason.Replace($"{trigger.ToWireName()} needs", "it needs", StringComparison.Ordinal) + " Permitted here: "
                + (permitted.Length == 0 ? "nothing." : string.Join(", ", permitted.Select(other => other.ToWireName())) + "."),
                rejection.ToString());
        }
    }

    [Theory]
    [InlineData(ParticipationState.Failed, Trigger.ConsentRequested, RejectionCode.TerminalState, "FAILED is terminal.")]
    [InlineData(ParticipationState.Ineligible, Trigger.TelemetryReceived, RejectionCode.TerminalState, "INELIGIBLE is terminal.")]
    [InlineData(ParticipationState.EnrolmentRequested, Trigger.ConsentGranted, RejectionCode.NotYetPermitted, "CONSENT_GRANTED needs AWAITING_CONSENT, which has not been reached yet.")]
    [InlineData(ParticipationState.AwaitingConsent, Trigger.LeaveRequested, RejectionCode.NotYetPermitted, "LEAVE_REQUESTED needs ACTIVE or SUSPENDED, which has not been reached yet.")]
    [InlineData(ParticipationState.Registered, Trigger.OperatorPaused, RejectionCode.NotYetPermitted, "OPERATOR_PAUSED needs ACTIVE or SUSPENDED, which has not been reached yet.")]
    [InlineData(ParticipationState.Registered, Trigger.ControlRestored, RejectionCode.NotYetPermitted, "CONTROL_RESTORED needs SUSPENDED, which has not been reached yet.")]
    [InlineData(ParticipationState.Active, Trigger.ConsentGranted, RejectionCode.NoLongerPermitted, "CONSENT_GRANTED needs AWAITING_CONSENT, which cannot be reached any more.")]
    [InlineData(ParticipationState.Active, Trigger.SiteDeleted, RejectionCode.NotYetPermitted, "SITE_DELETED needs UNENROLLED, which has not been reached yet.")]
    [InlineData(ParticipationState.Unenrolled, Trigger.OperatorResumed, RejectionCode.NoLongerPermitted, "OPERATOR_RESUMED needs SUSPENDED, which cannot be reached any more.")]
    public void The_code_is_for_programs_and_the_reason_for_people(ParticipationState state, Trigger trigger, RejectionCode code, string reason)
    {
        Rejection rejection = Given.In(state).Reject(trigger);

        Assert.Equal(code, rejection.Code);
        Assert.Equal(reason, rejection.Reason);
    }

    [Fact]
    public void The_whole_sentence_reads_well() =>
        Assert.Equal(
            "LEAVE_REQUESTED is not permitted in AWAITING_ELIGIBILITY: it needs ACTIVE or SUSPENDED, which has not been reached yet. Permitted here: "
            + "ELIGIBILITY_CONFIRMED, ELIGIBILITY_DENIED, UNRECOVERABLE_ERROR, TELEMETRY_NEVER_ESTABLISHED, CONSENT_WITHHELD.",
            Given.In(ParticipationState.AwaitingEligibility).Reject(Trigger.LeaveRequested).ToString());

    [Fact]
    public void Rejections_compare_by_configuration_and_trigger()
    {
        Rejection one = Given.OfCode(8).Reject(Trigger.LeaveRequested);
        Rejection same = Given.OfCode(8).Reject(Trigger.LeaveRequested, Given.Start.AddYears(1));
        Rejection otherTrigger = Given.OfCode(8).Reject(Trigger.NoticeServed);
        Rejection otherState = Given.OfCode(9).Reject(Trigger.LeaveRequested);

        Assert.True(one == same && one.Equals(same) && one.Equals((object)same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != otherTrigger && one != otherState && one != null);
        Assert.True((Rejection?)null == null);
        Assert.False(one.Equals("a text"));
    }

    /// <summary>Too early where the trigger still changes something somewhere ahead on the states page, else too late.</summary>
    private static RejectionCode CodeOf(int code, Trigger trigger)
    {
        if (Situation.OfCode(code).State is ParticipationState.Ineligible or ParticipationState.Offboarded or ParticipationState.Failed)
            return RejectionCode.TerminalState;
        return StatesPage.WaysFrom(code).Keys.Any(ahead => StatesPage.Changes(ahead, trigger))
            ? RejectionCode.NotYetPermitted
            : RejectionCode.NoLongerPermitted;
    }
}
