using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Vpp.Lifecycle.Tests.Properties;

public class DwellPropertyTests
{
    private static readonly Gen<StateVisit> OneVisit =
        from state in Gen.Elements(Enum.GetValues<ParticipationState>())
        from ticks in Gen.Frequency((1, Gen.Constant<long?>(null)), (6, Gen.Choose(-3, 40).Select(ticks => (long?)ticks)))
        select new StateVisit(state, ticks is { } lasted ? TimeSpan.FromTicks(lasted) : null);

    private static readonly Arbitrary<StateVisit[]> Visits = OneVisit.ArrayOf().ToArbitrary();

    [Property]
    public Property Statistics_add_up_in_any_order_and_grouping() => Prop.ForAll(Visits, Visits, Visits, (first, second, third) =>
    {
        DwellStatistics a = DwellStatistics.From(first), b = DwellStatistics.From(second), c = DwellStatistics.From(third);
        DwellStatistics whole = DwellStatistics.From([.. third, .. first, .. second]);
        Assert.Equal(whole, a.Merge(b).Merge(c));
        Assert.Equal(whole, a.Merge(b.Merge(c)));
        Assert.Equal(whole, c.Merge(b).Merge(a));
        Assert.Equal(whole.GetHashCode(), b.Merge(a).Merge(c).GetHashCode());
        Assert.Equal(a, DwellStatistics.Empty.Merge(a));
    });

    /// <summary>The nearest rank, from its definition: the smallest that occurred and that enough of all do not exceed.</summary>
    [Property]
    public Property Quantiles_are_what_the_definition_says() => Prop.ForAll(Visits, Gen.Choose(1, 1000).ToArbitrary(), (visits, thousandths) =>
    {
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
