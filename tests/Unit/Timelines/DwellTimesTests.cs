namespace Vpp.Lifecycle.Tests.Unit;

public sealed class DwellTimesTests
{
    [Fact]
    public void Each_state_has_the_duration_given_or_none()
    {
        DwellTimes dwellTimes = Of((ParticipationState.AwaitingConsent, TimeSpan.FromDays(2)), (ParticipationState.Failed, TimeSpan.Zero));

        Assert.Equal(TimeSpan.FromDays(2), dwellTimes[ParticipationState.AwaitingConsent]);
        Assert.Equal(TimeSpan.Zero, dwellTimes[ParticipationState.Failed]);
        Assert.Null(dwellTimes[ParticipationState.EnrolmentRequested]);
        Assert.False(dwellTimes.IsEmpty);
        Assert.Equal("AWAITING_CONSENT 2.00:00:00, FAILED 00:00:00", dwellTimes.ToString());
    }

    [Fact]
    public void None_is_empty()
    {
        Assert.True(DwellTimes.None.IsEmpty);
        Assert.Equal(Of(), DwellTimes.None);
        Assert.Equal("", DwellTimes.None.ToString());
        Assert.All(Enum.GetValues<ParticipationState>(), state => Assert.Null(DwellTimes.None[state]));
    }

    [Fact]
    public void The_dictionary_is_copied()
    {
        var given = new Dictionary<ParticipationState, TimeSpan> { [ParticipationState.Active] = TimeSpan.FromDays(1) };
        DwellTimes dwellTimes = DwellTimes.From(given);

        given[ParticipationState.Active] = TimeSpan.FromDays(9);
        given[ParticipationState.Suspended] = TimeSpan.FromDays(9);

        Assert.Equal(Of((ParticipationState.Active, TimeSpan.FromDays(1))), dwellTimes);
    }

    [Fact]
    public void They_compare_by_value()
    {
        DwellTimes one = Of((ParticipationState.Active, TimeSpan.FromDays(1)));
        DwellTimes same = Of((ParticipationState.Active, TimeSpan.FromHours(24)));
        DwellTimes longer = Of((ParticipationState.Active, TimeSpan.FromDays(2)));
        DwellTimes elsewhere = Of((ParticipationState.Suspended, TimeSpan.FromDays(1)));

        Assert.True(one == same && one.Equals((object)same));
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.True(one != longer && one != elsewhere && one != DwellTimes.None && one != null);
        Assert.True((DwellTimes?)null == null);
        Assert.NotEqual(DwellTimes.None, Of((ParticipationState.Active, TimeSpan.Zero)));
        Assert.False(one.Equals("a text"));
    }

    [Fact]
    public void Unlike_ones_are_spread_over_unlike_hash_codes() =>
        Assert.NotEqual(1, Enumerable.Range(0, 8).Select(days => Of((ParticipationState.Active, TimeSpan.FromDays(days))).GetHashCode()).Distinct().Count());

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Equal("dwellTimes", Assert.Throws<ArgumentNullException>(() => DwellTimes.From(null!)).ParamName);

        var undefined = Assert.Throws<ArgumentOutOfRangeException>(() => Of(((ParticipationState)16, TimeSpan.Zero)));
        Assert.Equal("dwellTimes", undefined.ParamName);
        Assert.Contains("16 is not a defined ParticipationState", undefined.Message, StringComparison.Ordinal);

        var negative = Assert.Throws<ArgumentOutOfRangeException>(() => Of((ParticipationState.AwaitingConsent, TimeSpan.FromTicks(-1))));
        Assert.Equal("dwellTimes", negative.ParamName);
        Assert.StartsWith("The dwell time of AWAITING_CONSENT is negative. Allowed: zero or more.", negative.Message, StringComparison.Ordinal);

        Assert.Equal("state", Assert.Throws<ArgumentOutOfRangeException>(() => DwellTimes.None[(ParticipationState)16]).ParamName);
    }

    private static DwellTimes Of(params (ParticipationState State, TimeSpan Dwell)[] dwellTimes) =>
        DwellTimes.From(dwellTimes.ToDictionary(pair => pair.State, pair => pair.Dwell));
}
