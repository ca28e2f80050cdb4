namespace Vpp.Lifecycle.Hosting;

/// <summary>
/// Lists and counts of an account's participations, for those who operate its programmes. Each page is read off an index, and costs the same among a million participations as among ten thousand.
/// Safe for use by several threads.
/// </summary>
public interface IParticipationLists
{
    /// <summary>A page of the participations that a search finds.</summary>
    /// <param name="search">Which are looked for, and which page of them.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The search has two cursors, or a programme that can be no identifier.</exception>
    Task<SearchResult> SearchAsync(ParticipationSearch search, CancellationToken cancellation = default);

    /// <summary>
    /// How many participations are in each configuration, and so in each state and with each suspension reason. Counted in an index: no row is read, and the time grows with their number.
    /// </summary>
    /// <param name="within">Whose.</param>
    /// <param name="programmeId">Of which programme; null for all.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<ParticipationCounts> CountAsync(ParticipationScope within, string? programmeId = null, CancellationToken cancellation = default);
}
