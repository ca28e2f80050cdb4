namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>Which visits stay in a participation's row.</summary>
internal static class LatestVisits
{
    /// <summary>The participation without the visits that are too many, and those.</summary>
    public static (Participation Kept, IReadOnlyList<PastVisit> Moved) Split(Participation participation, long earlier, int most) => (participation, []);

    /// <summary>The visits that a stored participation has itself.</summary>
    public static List<PastVisit> Of(StoredParticipation stored)
    {
        var visits = new List<PastVisit>();
        foreach (TimelineEntry entry in stored.Participation.Timeline)
        {
            if (entry.Status == TimelineStatus.Pending)
                break;
            visits.Add(new PastVisit(stored.EarlierVisitCount + visits.Count, entry.State, entry.OccurredAt!.Value, entry.ExpectedAt, entry.SuspensionReasons));
        }

        return visits;
    }
}
