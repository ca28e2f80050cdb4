namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>Which visits stay in a participation's row.</summary>
internal static class LatestVisits
{
    /// <summary>The participation without the visits that are too many, and those.</summary>
    public static (Participation Kept, IReadOnlyList<PastVisit> Moved) Split(Participation participation, int most)
    {
        Participation kept = participation.WithLatestVisits(most);
        int moved = kept.EarlierVisitCount - participation.EarlierVisitCount;
        return (kept, moved == 0 ? [] : Of(participation)[..moved]);
    }

    /// <summary>The visits that a participation has itself, the current one included.</summary>
    public static List<PastVisit> Of(Participation participation)
    {
        var visits = new List<PastVisit>();
        foreach (TimelineEntry entry in participation.Timeline)
        {
            if (entry.Status == TimelineStatus.Pending)
                break;
            visits.Add(new PastVisit(participation.EarlierVisitCount + visits.Count, entry.State, entry.OccurredAt!.Value, entry.ExpectedAt, entry.SuspensionReasons));
        }

        return visits;
    }
}
