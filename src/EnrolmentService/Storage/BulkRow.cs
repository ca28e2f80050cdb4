namespace EnrolmentService.Storage;

/// <summary>A participation as a bulk request reads it, and what it writes over it.</summary>
internal sealed class BulkRow
{
    public string Id { get; set; } = "";

    public int Configuration { get; set; }

    public long Version { get; set; }

    public long EventCount { get; set; }

    public string Snapshot { get; set; } = "";

    public int IsOpen { get; set; }

    public long? NextDueAt { get; set; }

    public int Outcome { get; set; }

    public string Event { get; set; } = "";

    public long RecordedAt { get; set; }
}
