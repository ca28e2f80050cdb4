using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

public sealed class FlipEnrollmentViewTests
{
    public static TheoryData<int> Codes => [.. Enumerable.Range(0, 51)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_configuration_is_shown_with_its_status_and_the_dates_that_it_has(int code)
    {
        Participation participation = FlipExample.InEachConfiguration[code];
        FlipEnrollment enrollment = FlipEnrollment.From(participation, FlipExample.Details);

        Assert.Equal(participation.Id, enrollment.Id);
        Assert.Equal(FlipStatusMapping.Default[participation.CurrentState], enrollment.Status);
        Assert.Equal(FlipExample.Start, enrollment.CreatedAt);
        Assert.Equal(participation.TimeUpdated, enrollment.UpdatedAt);
        Assert.Equal(FirstTimeIn(ParticipationState.Active), enrollment.EnrolledAt);
        Assert.Equal(FirstTimeIn(ParticipationState.Unenrolled), enrollment.UnenrolledAt);
        Assert.Equal(code is > 12 and <= 43 ? string.Join(", ", participation.SuspensionReasons.Select(reason => reason.ToWireName())) : null, enrollment.StatusReason);
        Assert.Equal(FlipExample.Details.Site, enrollment.Site);
        Assert.Equal(FlipExample.Details.Devices, enrollment.Devices);

        DateTimeOffset? FirstTimeIn(ParticipationState state) =>
            participation.Timeline.Where(entry => entry.State == state).Select(entry => entry.OccurredAt).FirstOrDefault();
    }

    [Fact]
    public void Enrolled_at_is_the_first_time_and_stays_after_suspensions_and_leaving()
    {
        DateTimeOffset first = FlipExample.Active.EnteredAt;
        Participation again = FlipExample.After(FlipExample.Active, Trigger.ControlLost, Trigger.ControlRestored, Trigger.LeaveRequested);
        Assert.Equal(first, FlipEnrollment.From(again, FlipExample.Details).EnrolledAt);
    }

    [Fact]
    public void Unenrolled_at_is_null_until_the_winding_down_is_over()
    {
        Participation leaving = FlipExample.After(FlipExample.Active, Trigger.LeaveRequested, Trigger.NoticeServed, Trigger.RewardsSettled);
        FlipEnrollment shown = FlipEnrollment.From(leaving, FlipExample.Details);
        Assert.Equal((FlipEnrollmentStatus.Unenrolled, null), (shown.Status, shown.UnenrolledAt));

        Participation left = FlipExample.After(leaving, Trigger.NoticePeriodElapsed);
        Participation deleted = FlipExample.After(left, Trigger.SiteDeleted);
        Assert.Equal(left.EnteredAt, FlipEnrollment.From(left, FlipExample.Details).UnenrolledAt);
        Assert.Equal(left.EnteredAt, FlipEnrollment.From(deleted, FlipExample.Details).UnenrolledAt);
    }

    [Fact]
    public void The_operators_text_goes_before_the_reasons_while_it_stands()
    {
        Participation paused = FlipExample.SuspendedFor(SuspensionReason.AwaitingConsent, SuspensionReason.OperatorRequest);
        FlipStatusReason reason = FlipStatusReason.From("Grid works.", paused);

        Assert.Equal("Grid works.", FlipEnrollment.From(paused, FlipExample.Details, reason).StatusReason);
        Assert.Equal("AWAITING_CONSENT, OPERATOR_REQUEST", FlipEnrollment.From(paused, FlipExample.Details).StatusReason);
        Participation resumed = FlipExample.After(paused, Trigger.OperatorResumed);
        Assert.Equal("AWAITING_CONSENT", FlipEnrollment.From(resumed, FlipExample.Details, reason).StatusReason);
        Participation active = FlipExample.After(resumed, Trigger.ConsentRenewed);
        Assert.Null(FlipEnrollment.From(active, FlipExample.Details, reason).StatusReason);
    }

    [Fact]
    public void Updated_at_is_the_later_of_the_participations_time_and_the_hosts()
    {
        DateTimeOffset changed = FlipExample.Active.TimeUpdated;
        Assert.Equal(changed, At(changed.AddTicks(-1)));
        Assert.Equal(changed.AddTicks(1), At(changed.AddTicks(1)));

        static DateTimeOffset At(DateTimeOffset hosts) => FlipEnrollment.From(FlipExample.Active, FlipExample.Details with { UpdatedAt = hosts }).UpdatedAt;
    }

    [Fact]
    public void A_hosts_mapping_decides_the_status_and_whether_the_reasons_are_shown()
    {
        FlipStatusMapping own = FlipStatusMapping.From(state => state == ParticipationState.Suspended ? FlipEnrollmentStatus.NeedsAction : FlipEnrollmentStatus.Paused);
        FlipEnrollment suspended = FlipEnrollment.From(FlipExample.SuspendedFor(SuspensionReason.AwaitingDispatch), FlipExample.Details, mapping: own);
        FlipEnrollment active = FlipEnrollment.From(FlipExample.Active, FlipExample.Details, mapping: own);

        Assert.Equal((FlipEnrollmentStatus.NeedsAction, null), (suspended.Status, suspended.StatusReason));
        Assert.Equal((FlipEnrollmentStatus.Paused, null), (active.Status, active.StatusReason));
    }

    [Fact]
    public void Enrollments_compare_by_value()
    {
        FlipEnrollment one = FlipEnrollment.From(FlipExample.Active, FlipExample.Details);
        FlipEnrollment other = FlipEnrollment.From(FlipExample.Active, FlipExample.Details with { Devices = [new FlipDevice { Id = "xyz-123" }], UpdatedAt = FlipExample.Start });
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, FlipEnrollment.From(FlipExample.Active, FlipExample.Details with { Devices = [] }));
        Assert.NotEqual(one, FlipEnrollment.From(FlipExample.Active, FlipExample.Details with { Site = new FlipSite { Id = "other" } }));
    }

    [Fact]
    public void Lists_are_copied_and_their_elements_must_be_there()
    {
        FlipDevice[] devices = [new() { Id = "a" }];
        FlipEnrollmentDetails details = FlipExample.Details with { Devices = devices };
        devices[0] = new FlipDevice { Id = "b" };

        Assert.Equal("a", details.Devices[0].Id);
        Assert.Throws<ArgumentException>("Devices", () => FlipExample.Details with { Devices = [null!] });
        Assert.Throws<ArgumentNullException>("Groups", () => new FlipSite { Id = "a", Groups = null! });
        Assert.Throws<ArgumentNullException>("Site", () => FlipExample.Details with { Site = null! });
        Assert.Throws<ArgumentException>("City", () => new FlipSite { Id = "a", City = "\uDC00" });
        Assert.Throws<ArgumentException>("Id", () => new FlipGroup { Id = "" });
        Assert.Throws<ArgumentNullException>("participation", () => FlipEnrollment.From(null!, FlipExample.Details));
        Assert.Throws<ArgumentNullException>("details", () => FlipEnrollment.From(FlipExample.Active, null!));
    }
}
