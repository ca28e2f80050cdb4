using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// An entry of the resource's timeline: a state visited or expected, in the words the customer is shown. Immutable; compares by
/// value; safe to share between threads. Source: R11, R12, R14.
/// </summary>
[JsonConverter(typeof(TimelineEntryResourceConverter))]
public sealed record TimelineEntryResource
{
    private readonly TimelineEntry _entry;

    internal TimelineEntryResource(TimelineEntry entry, string description)
    {
        _entry = entry;
        Description = description;
    }

    /// <summary>The state visited or expected.</summary>
    [JsonPropertyName("state")]
    public ParticipationState State => _entry.State;

    /// <summary>Complete, in progress or pending.</summary>
    [JsonPropertyName("status")]
    public TimelineStatus Status => _entry.Status;

    /// <summary>What the customer is told in this state.</summary>
    [JsonPropertyName("description")]
    public string Description { get; }

    /// <summary>When the state was entered, in UTC; null for a pending entry.</summary>
    [JsonPropertyName("occurred_at")]
    public DateTimeOffset? OccurredAt => _entry.OccurredAt;

    /// <summary>When the state was or is expected to be entered, in UTC; null where no estimate was made.</summary>
    [JsonPropertyName("expected_at")]
    public DateTimeOffset? ExpectedAt => _entry.ExpectedAt;

    /// <summary>The suspension reasons of a visit of SUSPENDED; empty for every other state.</summary>
    [JsonPropertyName("suspension_reasons")]
    public SuspensionReasonSet SuspensionReasons => _entry.SuspensionReasons;

    /// <summary>An entry in words: for pages of visits that a host keeps apart from the participation.</summary>
    /// <param name="entry">The entry, of a timeline or of <see cref="TimelineEntry.FromVisit"/>.</param>
    /// <param name="messages">The language of the description; English when left out.</param>
    public static TimelineEntryResource From(TimelineEntry entry, MessageCatalogue? messages = null) =>
        new(entry, (messages ?? MessageCatalogue.English).Message(entry.State));

    /// <summary>The entry without its words, as <see cref="Timeline"/> holds it and diagrams take it.</summary>
    public TimelineEntry ToTimelineEntry() => _entry;

    /// <summary>The entry without its words, the same under every culture.</summary>
    public override string ToString() => _entry.ToString();
}
