using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit.Timelines;

public sealed class DwellStatisticsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_visit_lasts_from_its_entering_to_the_next_and_the_current_one_goes_on()
    {
        Participation participation = Given.Requested(MeterAccess.NotRequired)
            .ApplyOrThrow(Trigger.ConsentRequested, Given.Start.AddMinutes(5))
            .ApplyOrThrow(Trigger.ConsentGranted, Given.Start.AddDays(2));

        Assert.Equal(
            [
                new StateVisit(EnrolmentRequested, TimeSpan.FromMinutes(5)),
                new StateVisit(AwaitingConsent, TimeSpan.FromDays(2) - TimeSpan.FromMinutes(5)),
                new StateVisit(AwaitingTelemetry, dwell: null),
            ],
            participation.Visits);
    }

    [Fact]
    public void A_visit_left_before_it_was_entered_lasted_no_time()
    {
        Participation participation = Given.Requested(MeterAccess.NotRequired).ApplyOrThrow(Trigger.ConsentRequested, Given.Start.AddHours(-1));

        Assert.Equal(new StateVisit(EnrolmentRequested, TimeSpan.Zero), participation.Visits[0]);
        Assert.Equal(TimeSpan.Zero, new StateVisit(Active, TimeSpan.FromTicks(-1)).Dwell);
        Assert.Equal(TimeSpan.FromTicks(1), new StateVisit(Active, TimeSpan.FromTicks(1)).Dwell);
    }

    [Fact]
    public void A_visit_says_how_long_it_lasted_or_that_it_goes_on()
    {
        Assert.Null(new StateVisit(Active, dwell: null).Dwell);
        Assert.Null(default(StateVisit).Dwell);
        Assert.Equal("ACTIVE, still there", new StateVisit(Active, dwell: null).ToString());
        Assert.Equal("ACTIVE 1.02:00:00", new StateVisit(Active, TimeSpan.FromHours(26)).ToString());
    }

    [Fact]
    public void Statistics_of_other_visits_have_another_hash() =>
        Assert.NotEqual(DwellStatistics.From([Visit(Active, 3)]).GetHashCode(), DwellStatistics.From([Visit(Active, 3), Visit(Suspended, 1)]).GetHashCode());

    [Fact]
    public void A_visit_that_goes_on_counts_among_the_visits_and_in_no_duration()
    {
        DwellStatistics statistics = DwellStatistics.From([Visit(Active, 3), Visit(Active, null), Visit(Active, 1), Visit(Suspended, null)]);

        StateDwell active = statistics[Active];
        Assert.Equal((3L, 1L, 2), (active.Visits, active.StillThere, active.Finished));
        Assert.Equal([Hours(1), Hours(3)], active.Dwells);
        Assert.Equal((Hours(1), Hours(3), Hours(3), Hours(3)), (active.Median, active.P90, active.P99, active.Longest));
        Assert.Equal((1L, 1L, 0), (statistics[Suspended].Visits, statistics[Suspended].StillThere, statistics[Suspended].Finished));
        Assert.Equal((null, null, null, null), (statistics[Suspended].Median, statistics[Suspended].P90, statistics[Suspended].P99, statistics[Suspended].Longest));
        Assert.Equal((0L, null), (statistics[Failed].Visits, statistics[Failed].Median));
    }

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.3, 2)]
    [InlineData(0.4, 2)]
    [InlineData(0.5, 3)]
    [InlineData(1, 5)]
    public void Quantiles_are_by_the_nearest_rank(double quantile, int expectedHours) =>
        Assert.Equal(Hours(expectedHours), DwellStatistics.From([Visit(Active, 4), Visit(Active, 1), Visit(Active, 5), Visit(Active, 2), Visit(Active, 3)])[Active].Quantile(quantile));

    /// <summary>As binary fractions, 0.07 × 100, 0.55 × 100 and 0.29 × 100 are more, or less, than a whole number.</summary>
    [Fact]
    public void A_quantile_is_taken_as_the_decimal_number_that_it_is_written_as()
    {
        StateDwell hundred = DwellStatistics.From(Enumerable.Range(1, 100).Select(hours => Visit(Active, hours)))[Active];

        for (int percent = 1; percent <= 100; percent++)
            Assert.Equal(Hours(percent), hundred.Quantile(percent / 100.0));
        Assert.Equal(Hours(1), hundred.Quantile(double.Epsilon));
        Assert.Equal((Hours(50), Hours(90), Hours(99), Hours(100)), (hundred.Median, hundred.P90, hundred.P99, hundred.Longest));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void Other_quantiles_are_refused_by_value(double quantile)
    {
        StateDwell dwell = DwellStatistics.Empty[Active];

        Assert.Contains("more than 0 and at most 1", Assert.Throws<ArgumentOutOfRangeException>(() => dwell.Quantile(quantile)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => DwellTimes.From(DwellStatistics.Empty, quantile));
    }

    [Fact]
    public void Parts_add_up_to_the_whole()
    {
        StateVisit[] visits = [Visit(Active, 5), Visit(Active, 1), Visit(Suspended, 2), Visit(Active, null), Visit(Active, 3), Visit(Failed, null)];
        DwellStatistics whole = DwellStatistics.From(visits);

        Assert.Equal(whole, DwellStatistics.From(visits[..2]).Merge(DwellStatistics.From(visits[2..])));
        Assert.Equal(whole, visits.Aggregate(DwellStatistics.Empty, (sum, visit) => sum.Add([visit])));
        Assert.Equal(whole, whole.Merge(DwellStatistics.Empty));
        Assert.NotEqual(whole, whole.Add([visits[0]]));
        Assert.Equal("ACTIVE: 4 visits, 1 still there, median 03:00:00; SUSPENDED: 1 visits, 0 still there, median 02:00:00; FAILED: 1 visits, 1 still there", whole.ToString());
    }

    [Fact]
    public void Every_state_is_there_in_the_order_of_the_states_page() =>
        Assert.Equal(LifecycleSpecification.States.Select(state => state.State), DwellStatistics.Empty.States.Select(dwell => dwell.State));

    [Fact]
    public void Expected_dwell_times_are_learnt_from_what_happened()
    {
        DwellStatistics statistics = DwellStatistics.From([Visit(AwaitingConsent, 1), Visit(AwaitingConsent, 2), Visit(AwaitingConsent, 30), Visit(Active, null)]);

        DwellTimes usual = DwellTimes.From(statistics);
        DwellTimes careful = DwellTimes.From(statistics, 0.9);

        Assert.Equal(Hours(2), usual[AwaitingConsent]);
        Assert.Equal(Hours(30), careful[AwaitingConsent]);
        Assert.Null(usual[Active]);
        Assert.True(DwellTimes.From(DwellStatistics.Empty).IsEmpty);
        TimelineEntry next = Given.Requested(MeterAccess.NotRequired, dwellTimes: usual).ApplyOrThrow(Trigger.ConsentRequested, Start).Timeline[2];
        Assert.Equal((AwaitingTelemetry, Start + Hours(2)), (next.State, next.ExpectedAt));
    }

    private static StateVisit Visit(ParticipationState state, int? hours) => new(state, hours is { } lasted ? Hours(lasted) : null);

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);
}
