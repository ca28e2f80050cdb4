using FsCheck;
using FsCheck.Fluent;

namespace Vpp.Lifecycle.Tests.Properties;

public class DwellPropertyTests
{
    private const int Count = 2_000;

    private static readonly Gen<StateVisit> OneVisit =
        from state in Gen.Elements(Enum.GetValues<ParticipationState>())
        from ticks in Gen.Frequency((1, Gen.Constant<long?>(null)), (6, Gen.Choose(-3, 40).Select(ticks => (long?)ticks)))
        select new StateVisit(state, ticks is { } lasted ? TimeSpan.FromTicks(lasted) : null);

    private static readonly Gen<StateVisit[]> Visits = OneVisit.ArrayOf();

    private static readonly Arbitrary<(StateVisit[], StateVisit[], StateVisit[])> ThreeParts =
        Arb.From(from first in Visits from second in Visits from third in Visits select (first, second, third));

    private static readonly Arbitrary<(StateVisit[], int)> VisitsAndQuantile =
        Arb.From(from visits in Visits from thousandths in Gen.Choose(1, 1000) select (visits, thousandths));

    [Fact]
    public void Statistics_add_up_in_any_order_and_grouping() => Cases.ForAll(Count, ThreeParts, parts =>
    {
        (StateVisit[] first, StateVisit[] second, StateVisit[] third) = parts;
        DwellStatistics a = DwellStatistics.From(first), b = DwellStatistics.From(second), c = DwellStatistics.From(third);
        DwellStatistics whole = DwellStatistics.From([.. third, .. first, .. second]);
        Assert.Equal(whole, a.Merge(b).Merge(c));
        Assert.Equal(whole, a.Merge(b.Merge(c)));
        Assert.Equal(whole, c.Merge(b).Merge(a));
        Assert.Equal(whole.GetHashCode(), b.Merge(a).Merge(c).GetHashCode());
        Assert.Equal(a, DwellStatistics.Empty.Merge(a));
    });

    /// <summary>The nearest rank, from its definition: the smallest that occurred and that enough of all do not exceed.</summary>
    [Fact]
    public void Quantiles_are_what_the_definition_says() => Cases.ForAll(Count, VisitsAndQuantile, given =>
    {
        (StateVisit[] visits, int thousandths) = given;
        DwellStatistics statistics = DwellStatistics.From(visits);
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            long[] lasted = [.. visits.Where(visit => visit.State == state && visit.Dwell is not null).Select(visit => visit.Dwell!.Value.Ticks)];
            long? expected = lasted.Order().Cast<long?>().FirstOrDefault(ticks => 1000L * lasted.Count(other => other <= ticks) >= (long)thousandths * lasted.Length);
            Assert.Equal(expected, statistics[state].Quantile(thousandths / 1000.0)?.Ticks);
            Assert.Equal(visits.Count(visit => visit.State == state), statistics[state].Visits);
        }
    });
}
