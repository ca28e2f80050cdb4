namespace EnrolmentService.Imports;

/// <summary>A file cannot be read on from a line. All rows before it are done, and the mended file completes it.</summary>
internal sealed class ImportFileException(long line, string message) : Exception(message)
{
    public long Line => line;

    /// <summary>What became of the rows before.</summary>
    public ImportReport Report { get; init; } = ImportReport.Empty;
}
