namespace EnrolmentService.Imports;

/// <summary>How an import is written.</summary>
internal enum ImportFormat
{
    /// <summary>RFC 4180, in UTF-8, with a header row.</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    Ndjson,
}
