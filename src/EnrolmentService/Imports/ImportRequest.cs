using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Imports;

/// <summary>An import.</summary>
/// <param name="Format">How it is written.</param>
/// <param name="Scope">Whose participations it makes.</param>
/// <param name="Actor">Who is recorded as having asked.</param>
/// <param name="DryRun">Whether rows are judged, and nothing is written.</param>
internal sealed record ImportRequest(ImportFormat Format, ParticipationScope Scope, string Actor, bool DryRun)
{
    /// <summary>Told of each row refused, in the order of the lines.</summary>
    public Action<ImportRejection> OnRejection { get; init; } = static _ => { };

    /// <summary>Told from time to time how far it has come.</summary>
    public Action<ImportReport> OnProgress { get; init; } = static _ => { };
}
