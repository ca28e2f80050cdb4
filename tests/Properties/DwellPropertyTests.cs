namespace Vpp.Lifecycle.Tests.Properties;

public class DwellPropertyTests
{
    private const int Count = 2_000;

    [LifecycleProperty(MaxTest = Count)]
    public void Statistics_add_up_in_any_order_and_grouping(StateVisit[] first, StateVisit[] second, StateVisit[] third)
    {
        DwellStatistics a = DwellStatistics.From(first), b = DwellStatistics.From(second), c = DwellStatistics.From(third);
        DwellStatistics whole = DwellStatistics.From([.. third, .. first, .. second]);
        Assert.Equal(whole, a.Merge(b).Merge(c));
        Assert.Equal(whole, a.Merge(b.Merge(c)));
        Assert.Equal(whole, c.Merge(b).Merge(a));
        Assert.Equal(whole.GetHashCode(), b.Merge(a).Merge(c).GetHashCode());
        Assert.Equal(a, DwellStatistics.Empty.Merge(a));
    }

    /// <summary>The nearest rank, from its definition: the smallest that occurred and that enough of all do not exceed.</summary>
    [LifecycleProperty(MaxTest = Count)]
    public void Quantiles_are_what_the_definition_says(StateVisit[] visits, Quantile quantile)
    {
        DwellStatistics statistics = DwellStatistics.From(visits);
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            long[] lasted = [.. visits.Where(visit => visit.State == state && visit.Dwell is not null).Select(visit => visit.Dwell!.Value.Ticks)];
            long? expected = lasted.Order().Cast<long?>().FirstOrDefault(ticks => 1000L * lasted.Count(other => other <= ticks) >= (long)quantile.Thousandths * lasted.Length);
            Assert.Equal(expected, statistics[state].Quantile(quantile.Thousandths / 1000.0)?.Ticks);
            Assert.Equal(visits.Count(visit => visit.State == state), statistics[state].Visits);
        }
    }
}
