namespace EnrolmentService.Imports;

/// <summary>A file cannot be read on from a line. It is found out before anything is written.</summary>
internal sealed class ImportFileException(long line, string message) : Exception(message)
{
    public long Line => line;
}
