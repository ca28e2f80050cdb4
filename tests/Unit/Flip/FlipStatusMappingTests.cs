using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

public sealed class FlipStatusMappingTests
{
    [Theory]
    [InlineData("ENROLMENT_REQUESTED", "CREATED")]
    [InlineData("AWAITING_CONSENT", "NEEDS_ACTION")]
    [InlineData("AWAITING_TELEMETRY", "NEEDS_ACTION")]
    [InlineData("AWAITING_METER_ACCESS", "NEEDS_ACTION")]
    [InlineData("CONFIRMING_DISPATCH", "PENDING")]
    [InlineData("AWAITING_ELIGIBILITY", "PENDING")]
    [InlineData("AWAITING_REGISTRATION", "SUBMITTED")]
    [InlineData("REGISTERED", "SUBMITTED")]
    [InlineData("INELIGIBLE", "REJECTED")]
    [InlineData("ACTIVE", "ACTIVE")]
    [InlineData("SUSPENDED", "PAUSED")]
    [InlineData("UNENROLMENT_REQUESTED", "UNENROLLED")]
    [InlineData("WINDING_DOWN", "UNENROLLED")]
    [InlineData("UNENROLLED", "UNENROLLED")]
    [InlineData("OFFBOARDED", "UNENROLLED")]
    [InlineData("FAILED", "REJECTED")]
    public void Each_state_shows_its_status(string state, string status)
    {
        Assert.True(WireNames.TryParse(state, out ParticipationState parsed));
        Assert.Equal(status, FlipStatusMapping.Default[parsed].ToWireName());
    }

    [Fact]
    public void The_statuses_have_these_names_in_this_order()
    {
        string[] names = ["CREATED", "ACTIVE", "NEEDS_ACTION", "PENDING", "REJECTED", "UNENROLLED", "SUBMITTED", "PAUSED"];
        Assert.Equal(names, Enum.GetValues<FlipEnrollmentStatus>().Select(status => status.ToWireName()));
        Assert.All(names, name => Assert.True(WireNames.TryParse(name, out FlipEnrollmentStatus status) && status.ToWireName() == name));
        Assert.False(WireNames.TryParse<FlipEnrollmentStatus>("active", out _));
        Assert.False(WireNames.TryParse<FlipEnrollmentStatus>(null, out _));
    }

    [Fact]
    public void A_host_brings_its_own_mapping_which_is_asked_once_for_each_state()
    {
        var asked = new List<ParticipationState>();
        FlipStatusMapping own = FlipStatusMapping.From(state =>
        {
            asked.Add(state);
            return state == ParticipationState.WindingDown ? FlipEnrollmentStatus.Active : FlipStatusMapping.Default[state];
        });

        Assert.Equal(FlipEnrollmentStatus.Active, own[ParticipationState.WindingDown]);
        Assert.Equal(FlipEnrollmentStatus.Active, own[ParticipationState.WindingDown]);
        Assert.Equal(FlipEnrollmentStatus.Unenrolled, own[ParticipationState.Unenrolled]);
        Assert.Equal(Enum.GetValues<ParticipationState>(), asked);
        Assert.NotEqual(FlipStatusMapping.Default, own);
    }

    [Fact]
    public void Mappings_compare_by_the_statuses_they_give()
    {
        FlipStatusMapping same = FlipStatusMapping.From(state => FlipStatusMapping.Default[state]);
        Assert.True(same == FlipStatusMapping.Default);
        Assert.Equal(same.GetHashCode(), FlipStatusMapping.Default.GetHashCode());
        Assert.StartsWith("ENROLMENT_REQUESTED CREATED, AWAITING_CONSENT NEEDS_ACTION, ", same.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_to_no_status_is_refused_and_the_state_is_named()
    {
        ArgumentException rejected = Assert.Throws<ArgumentException>(() => FlipStatusMapping.From(_ => (FlipEnrollmentStatus)8));
        Assert.Equal("statusOf", rejected.ParamName);
        Assert.StartsWith("The status of ENROLMENT_REQUESTED: 8 is not a defined FlipEnrollmentStatus. Allowed: CREATED, ACTIVE,", rejected.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("statusOf", () => FlipStatusMapping.From(null!));
        Assert.Throws<ArgumentOutOfRangeException>("state", () => FlipStatusMapping.Default[(ParticipationState)16]);
    }
}
