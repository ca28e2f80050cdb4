namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>Many rows at once. Each operation is one transaction.</summary>
internal interface IBulkTable
{
    /// <summary>Of a programme's rows of a share after an identifier, in order, what tells whether a trigger concerns them.</summary>
    Task<IReadOnlyList<BulkCandidate>> CandidatesAsync(string programmeId, ParticipationScope within, Share share, string after, int limit, CancellationToken cancellation);

    /// <summary>Of a share's rows after one identifier and up to another those with some configurations, or due by a time.</summary>
    Task<IReadOnlyList<ParticipationRow>> RowsAsync(
        string programmeId, ParticipationScope within, Share share, string after, string last, IReadOnlyCollection<int> configurations, long dueBy, CancellationToken cancellation);

    /// <summary>
    /// Writes each change whose row has the version that it was made from, and none of the others, together with how far the request has come.
    /// </summary>
    /// <param name="changes">The changes; none has a key or anything of a host's.</param>
    /// <param name="progress">The claim's row, given the identifiers of those that were not written; null without a claim.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The identifiers of those not written; null, and nothing written, where the claim is not there any more.</returns>
    /// <exception cref="System.Data.Common.DbException">Nothing was written.</exception>
    Task<IReadOnlyList<string>?> WriteAsync(IReadOnlyList<RowChange> changes, Func<IReadOnlyList<string>, KeyRow>? progress, CancellationToken cancellation);
}
