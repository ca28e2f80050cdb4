using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Lists;

/// <summary>What the lists for operators read. Each operation is one statement.</summary>
internal interface IListTable
{
    /// <summary>The programmes that a scope has participations in.</summary>
    Task<IReadOnlyList<string>> ProgrammesAsync(ParticipationScope within, CancellationToken cancellation);

    /// <summary>The first places of a range, in its order.</summary>
    /// <param name="range">The range.</param>
    /// <param name="programmeId">The programme; null for the participations without one.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    Task<IReadOnlyList<ListPlace>> PlacesAsync(ListRange range, string? programmeId, int limit, CancellationToken cancellation);

    /// <summary>The rows with some identifiers, in no order.</summary>
    Task<IReadOnlyList<ParticipationRow>> RowsAsync(IReadOnlyList<string> ids, CancellationToken cancellation);

    /// <summary>When a participation was created and last changed; null when it is none of the scope's and the programme's.</summary>
    Task<(long CreatedAt, long ChangedAt)?> TimesAsync(string id, ParticipationScope within, string? programmeId, CancellationToken cancellation);

    /// <summary>How many rows have each configuration; of those set aside apart.</summary>
    Task<IReadOnlyList<(int Configuration, long Count, bool IsSetAside)>> CountAsync(ParticipationScope within, string? programmeId, CancellationToken cancellation);
}
