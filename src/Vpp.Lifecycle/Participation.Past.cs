namespace Vpp.Lifecycle;

/// <content>Long pasts.</content>
public sealed partial class Participation
{
    /// <summary>
    /// How many visits lie before those that <see cref="Timeline"/> lists; 0 unless <see cref="WithLatestVisits"/> has left some out. So the
    /// timeline's first entry is the visit of this number, counted from 0.
    /// </summary>
    public int EarlierVisitCount => _origin.Earlier?.Count ?? 0;

    /// <summary>
    /// The participation with its latest visits alone: the earlier ones are only counted, and of each state among them it is known when it was
    /// first entered. For a host that keeps visits apart, so that storing an event costs the same however long the past is.
    /// </summary>
    /// <param name="count">
    /// How many visits it has at most, the current one included: 1 or more. Where it has no more than that, it stays as it is: visits left
    /// out do not come back.
    /// </param>
    /// <returns>
    /// A participation that every trigger, amendment and timer does the same to as to this one. It differs from this one in what its timeline
    /// lists and in <see cref="EarlierVisitCount"/>, and so the two are not equal.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public Participation WithLatestVisits(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (_visit.Count <= count)
            return this;

        var kept = new Visit[count];
        Visit visit = _visit;
        for (int index = count - 1; index >= 0; index--)
        {
            kept[index] = visit;
            visit = visit.Previous!;
        }

        Visit? last = null;
        foreach (Visit next in kept)
            last = new Visit(last, next.State, next.EnteredAt, next.ExpectedAt, next.Reasons);
        return new Participation(
            _origin with { Earlier = EarlierVisits.Of(visit, _origin.Earlier) }, last!, _configuration, _meterAccess, _updatedAt, _telemetrySeenAt, _consentedAt);
    }

    /// <summary>
    /// When a state was first entered, first in the order visited, in UTC; null when it never was. Known of every visit, also of those that
    /// <see cref="WithLatestVisits"/> has left out.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a defined state.</exception>
    public DateTimeOffset? FirstEntered(ParticipationState state)
    {
        Defined.Require(state);
        return UtcTime.FromTicksOrNone(FirstEnteredTicks(state));
    }

    internal long FirstEnteredTicks(ParticipationState state)
    {
        if (_origin.Earlier?.FirstEntered(state) is { } earlier && earlier != UtcTime.None)
            return earlier;
        long entered = UtcTime.None;
        for (Visit? visit = _visit; visit is not null; visit = visit.Previous)
        {
            if (visit.State == state)
                entered = visit.EnteredAt;
        }

        return entered;
    }
}
