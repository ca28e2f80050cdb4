using System.Text.Json;
using Vpp.Lifecycle.Json;

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

    [LifecycleProperty(MaxTest = Count)]
    public void Statistics_that_travelled_are_the_same(StateVisit[] visits)
    {
        DwellStatistics made = DwellStatistics.From(visits);
        Assert.Equal(made, DwellStatisticsJson.Parse(made.ToJson()));
        Assert.Equal(made, DwellStatisticsJson.Parse(made.ToUtf8Bytes()));
        Assert.Equal(made.ToJson(), DwellStatisticsJson.Parse(made.ToJson()).ToJson());
        JsonSerializerOptions options = new JsonSerializerOptions().AddVppLifecycle();
        Assert.Equal(made, JsonSerializer.Deserialize<DwellStatistics>(JsonSerializer.Serialize(made, options), options));
    }

    [LifecycleProperty(MaxTest = Count)]
    public void Parts_that_travelled_have_the_quantiles_of_the_whole(StateVisit[][] parts, Quantile quantile)
    {
        DwellStatistics whole = DwellStatistics.From(parts.SelectMany(part => part));
        DwellStatistics added = parts.Select(part => DwellStatisticsJson.Parse(DwellStatistics.From(part).ToUtf8Bytes())).Aggregate(DwellStatistics.Empty, (sum, part) => sum.Merge(part));
        Assert.Equal(whole, added);
        foreach (StateDwell state in whole.States)
            Assert.Equal(state.Quantile(quantile.Thousandths / 1000.0), added[state.State].Quantile(quantile.Thousandths / 1000.0));
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
