using System.Runtime.CompilerServices;

namespace EnrolmentService.Imports;

/// <summary>The rows of a file, one after the other, in bounded memory.</summary>
internal static class ImportRows
{
    /// <exception cref="ImportFileException">It cannot be read on; the rows before were given.</exception>
    public static async IAsyncEnumerable<ImportRow> ReadAsync(Stream file, ImportFormat format, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var csv = new CsvRows();
        await foreach (ImportBlock block in new ImportText(file, hasQuotes: format == ImportFormat.Csv).ReadAsync(cancellation))
        {
            foreach (ImportRow row in format == ImportFormat.Csv ? csv.Read(block) : NdjsonRows.Read(block))
                yield return row;
        }

        if (format == ImportFormat.Csv && !csv.HasHeader)
            throw new ImportFileException(1, $"The file is empty. Needed: a header row with {string.Join(", ", ImportRow.Members.Take(ImportRow.RequiredMembers))}.");
    }
}
