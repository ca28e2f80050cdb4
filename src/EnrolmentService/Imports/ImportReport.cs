using System.Text.Json;

namespace EnrolmentService.Imports;

/// <summary>What an import came to, or has come to so far.</summary>
/// <param name="Created">Rows that made a participation; of a dry run, that would.</param>
/// <param name="Repeated">Rows that made theirs before.</param>
/// <param name="Refused">Rows refused.</param>
/// <param name="Rows">The first of those refused.</param>
internal sealed record ImportReport(long Created, long Repeated, long Refused, IReadOnlyList<ImportRejection> Rows)
{
    /// <summary>How many refused rows are told; all are counted.</summary>
    public const int MostRows = 1_000;

    public long Total => Created + Repeated + Refused;

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteString("object", "import");
        writer.WriteNumber("created", Created);
        writer.WriteNumber("repeated", Repeated);
        writer.WriteNumber("refused", Refused);
        writer.WriteStartArray("rows");
        foreach (ImportRejection row in Rows)
            row.WriteTo(writer);
        writer.WriteEndArray();
    }
}
