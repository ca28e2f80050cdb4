using EnrolmentService.Directory;
using Vpp.Lifecycle;

namespace EnrolmentService.Imports;

/// <summary>What becomes of a row: refused, made before, or to be made of a device as it was read.</summary>
internal sealed record ImportVerdict(ImportRow Row)
{
    public ImportRejection? Rejection { get; init; }

    public Participation? Requested { get; init; }

    public Device? Device { get; init; }

    /// <summary>Whether it rests on a row that is about to be made: where that fails, this one is judged anew.</summary>
    public bool RestsOnAnother { get; init; }

    public bool IsRepeated => Rejection is null && Requested is null;

    public static ImportVerdict Reject(ImportRow row, ImportCode code, string? member, string message) =>
        new(row) { Rejection = new ImportRejection(row.Line, row.ExternalId, code, member, message) };
}
