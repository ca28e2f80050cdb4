using EnrolmentService.Directory;
using Vpp.Lifecycle;

namespace EnrolmentService.Imports;

/// <summary>What becomes of a row: refused, made before, or to be made of a device as it was read.</summary>
internal sealed record ImportVerdict(ImportRow Row)
{
    public ImportRefusal? Refusal { get; init; }

    public Participation? Requested { get; init; }

    public Device? Device { get; init; }

    /// <summary>Whether it rests on a row that is about to be made: where that fails, this one is judged anew.</summary>
    public bool RestsOnAnother { get; init; }

    public bool IsRepeated => Refusal is null && Requested is null;

    public static ImportVerdict Refuse(ImportRow row, ImportCode code, string? member, string message) =>
        new(row) { Refusal = new ImportRefusal(row.Line, row.ExternalId, code, member, message) };
}
