using Vpp.Lifecycle;

namespace EnrolmentService.Storage;

/// <summary>An event as it is stored.</summary>
internal sealed class HistoryEntry
{
    /// <summary>Its place in the history, from 1; also the participation's version after it.</summary>
    public long Sequence { get; set; }

    public long RecordedAtTicks { get; set; }

    public int OutcomeNumber { get; set; }

    /// <summary>The event in the library's JSON.</summary>
    public string Event { get; set; } = "";

    public DateTimeOffset RecordedAt => new(RecordedAtTicks, TimeSpan.Zero);

    public Outcome Outcome => (Outcome)OutcomeNumber;
}
