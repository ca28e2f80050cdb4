namespace Vpp.Lifecycle.Tests;

/// <summary>What a client saw of one request: when it was first sent and when it was answered, on one clock, and the version that the answer named.</summary>
/// <param name="Participation">The participation.</param>
/// <param name="Operation">The write's own name, which its event carries; null for a read.</param>
/// <param name="Began">When it was first sent.</param>
/// <param name="Ended">When it was answered.</param>
/// <param name="Version">The version in the answer; null where there was none, and the write may or may not be done.</param>
internal sealed record Observation(string Participation, string? Operation, long Began, long Ended, long? Version);

/// <summary>An event as the database has it.</summary>
internal sealed record RecordedWrite(string Participation, string? Operation, long Version);

/// <summary>
/// Whether observations of many clients can be explained by one order of writes for each participation, that of the versions recorded: every acknowledged write is there, once, under the
/// version that it was acknowledged with, which no other write has; every version that was answered was written; and what was answered before something else was sent has no later version.
/// </summary>
internal static class ObservedHistory
{
    public static IReadOnlyList<string> Faults(IEnumerable<Observation> observations, IEnumerable<RecordedWrite> recorded)
    {
        ILookup<string, RecordedWrite> writes = recorded.ToLookup(write => write.Participation);
        return [.. observations.GroupBy(observation => observation.Participation).SelectMany(seen => FaultsOf(seen.Key, [.. seen], [.. writes[seen.Key]]))];
    }

    private static IEnumerable<string> FaultsOf(string id, Observation[] seen, RecordedWrite[] recorded)
    {
        foreach (IGrouping<string, RecordedWrite> twice in recorded.Where(write => write.Operation is not null).GroupBy(write => write.Operation!).Where(group => group.Count() > 1))
            yield return $"{id}: {twice.Key} was done {twice.Count()} times.";
        foreach (IGrouping<long, string> shared in recorded.Where(write => write.Operation is not null).GroupBy(write => write.Version, write => write.Operation!).Where(group => group.Distinct().Count() > 1))
            yield return $"{id}: version {shared.Key} was written by {string.Join(" and ", shared.Distinct().Order(StringComparer.Ordinal))}.";
        Dictionary<string, long> versions = recorded.Where(write => write.Operation is not null).DistinctBy(write => write.Operation).ToDictionary(write => write.Operation!, write => write.Version);
        HashSet<long> written = [.. recorded.Select(write => write.Version)];
        foreach (Observation observation in seen.Where(observation => observation.Version is not null))
        {
            if (observation.Operation is { } operation && (!versions.TryGetValue(operation, out long version) || version != observation.Version))
                yield return $"{id}: {operation} was acknowledged as version {observation.Version}, and {(versions.TryGetValue(operation, out long other) ? $"is version {other}" : "is not there")}.";
            if (!written.Contains(observation.Version!.Value))
                yield return $"{id}: {observation.Operation ?? "a read"} was answered version {observation.Version}, which nobody wrote.";
        }

        foreach (string fault in OrderFaults(id, [.. seen.Where(observation => observation.Version is not null)]))
            yield return fault;
    }

    /// <summary>In order of what was sent: nothing may have an earlier version than what had been answered by then.</summary>
    private static IEnumerable<string> OrderFaults(string id, Observation[] answered)
    {
        Observation[] byEnd = [.. answered.OrderBy(observation => observation.Ended)];
        int ended = 0;
        Observation? highest = null;
        foreach (Observation observation in answered.OrderBy(observation => observation.Began))
        {
            while (ended < byEnd.Length && byEnd[ended].Ended < observation.Began)
            {
                if (highest is null || byEnd[ended].Version > highest.Version)
                    highest = byEnd[ended];
                ended++;
            }

            // Two writes have two versions; a read may find the one that was written.
            if (highest is not null && (observation.Operation is null || highest.Operation is null ? observation.Version < highest.Version : observation.Version <= highest.Version))
                yield return $"{id}: {observation.Operation ?? "a read"} was answered version {observation.Version} after {highest.Version} had been answered.";
        }
    }
}
