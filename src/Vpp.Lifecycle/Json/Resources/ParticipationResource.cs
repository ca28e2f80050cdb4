using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// A participation as other programs are shown it, at one time: the resource <c>vpp-participation</c>. A view, not a stored form:
/// <see cref="From"/> cannot be undone.
/// </summary>
/// <remarks>
/// Immutable; compares by value; safe to share between threads. Times are in UTC. Written members come in the order of the source
/// document; those that the host has no value for are left out. Source: "Retrieve a VPP participation".
/// </remarks>
[JsonConverter(typeof(ParticipationResourceConverter))]
public sealed class ParticipationResource : IEquatable<ParticipationResource>
{
    private readonly ParticipationDetails _details;
    private readonly TimelineEntryResource[] _timeline;
    private readonly long _timeUpdated;
    private readonly long _timeCreated;

    internal ParticipationResource(
        ParticipationDetails details,
        ParticipationState currentState,
        bool controlActive,
        bool telemetryActive,
        SuspensionReasonSet suspensionReasons,
        TimelineEntryResource[] timeline,
        long timeUpdated,
        long timeCreated)
    {
        _details = details;
        CurrentState = currentState;
        ControlActive = controlActive;
        TelemetryActive = telemetryActive;
        SuspensionReasons = suspensionReasons;
        _timeline = timeline;
        Timeline = Array.AsReadOnly(timeline);
        _timeUpdated = timeUpdated;
        _timeCreated = timeCreated;
    }

    /// <summary>The participation's identifier, opaque (R20).</summary>
    [JsonPropertyName("id")]
    public string Id => _details.Id;

    /// <summary>The provider's own reference for this participation; null when there is none.</summary>
    [JsonPropertyName("provider_reference_id")]
    public string? ProviderReferenceId => _details.ProviderReferenceId;

    /// <summary>Whether the participation exists in live mode, as opposed to test mode.</summary>
    [JsonPropertyName("live_mode")]
    public bool LiveMode => _details.LiveMode;

    /// <summary>The device that takes part.</summary>
    [JsonPropertyName("device_id")]
    public string DeviceId => _details.DeviceId;

    /// <summary>The location the device belongs to.</summary>
    [JsonPropertyName("location_id")]
    public string LocationId => _details.LocationId;

    /// <summary>The current state: that of the timeline's entry in progress.</summary>
    [JsonPropertyName("current_state")]
    public ParticipationState CurrentState { get; }

    /// <summary>Whether the device can be dispatched; true in ACTIVE only (R9).</summary>
    [JsonPropertyName("control_active")]
    public bool ControlActive { get; }

    /// <summary>Whether telemetry had been seen, and last not more than 24 hours before the time the resource was made for; a later sighting counts (R10).</summary>
    [JsonPropertyName("telemetry_active")]
    public bool TelemetryActive { get; }

    /// <summary>The active suspension reasons; empty in every state but SUSPENDED (R9).</summary>
    [JsonPropertyName("suspension_reasons")]
    public SuspensionReasonSet SuspensionReasons { get; }

    /// <summary>The timeline, to be shown in this order and never sorted by date: complete entries, the one in progress, pending ones (R11).</summary>
    [JsonPropertyName("participation_state")]
    public IReadOnlyList<TimelineEntryResource> Timeline { get; }

    /// <summary>When the participation was last changed, in UTC (R16).</summary>
    [JsonPropertyName("time_updated")]
    public DateTimeOffset TimeUpdated => UtcTime.FromTicks(_timeUpdated);

    /// <summary>When the participation was requested, in UTC.</summary>
    [JsonPropertyName("time_created")]
    public DateTimeOffset TimeCreated => UtcTime.FromTicks(_timeCreated);

    /// <summary>The provider of the programme; null when the host has none.</summary>
    [JsonPropertyName("provider")]
    public ProviderInfo? Provider => _details.Provider;

    /// <summary>The programme; null when the host has none.</summary>
    [JsonPropertyName("programme")]
    public ProgrammeInfo? Programme => _details.Programme;

    /// <summary>The account that the participation belongs to; null when the host has none.</summary>
    [JsonPropertyName("account_id")]
    public string? AccountId => _details.AccountId;

    /// <summary>The resource of a participation.</summary>
    /// <param name="participation">The participation.</param>
    /// <param name="asOf">The time that <see cref="TelemetryActive"/> is asked for (R10); nothing else depends on it.</param>
    /// <param name="messages">The language of the timeline's descriptions; English when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    public static ParticipationResource From(Participation participation, DateTimeOffset asOf, MessageCatalogue? messages = null)
    {
        ArgumentNullException.ThrowIfNull(participation);
        messages ??= MessageCatalogue.English;
        return new ParticipationResource(
            participation.Details with { Supersedes = null },
            participation.CurrentState,
            participation.ControlActive,
            participation.TelemetryActive(asOf),
            participation.SuspensionReasons,
            [.. participation.Timeline.Select(entry => new TimelineEntryResource(entry, messages.Message(entry.State)))],
            participation.UpdatedTicks,
            participation.Origin.TimeCreated);
    }

    /// <summary>
    /// Writes a participation's resource without making it: the same bytes as <c>From(participation, asOf, messages).WriteTo(writer)</c>,
    /// and no allocation, for writing many.
    /// </summary>
    /// <param name="writer">Where to write; its encoder decides what is escaped.</param>
    /// <param name="participation">The participation.</param>
    /// <param name="asOf">The time that <see cref="TelemetryActive"/> is asked for (R10).</param>
    /// <param name="messages">The language of the timeline's descriptions; English when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> or <paramref name="participation"/> is null.</exception>
    public static void Write(Utf8JsonWriter writer, Participation participation, DateTimeOffset asOf, MessageCatalogue? messages = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(participation);
        messages ??= MessageCatalogue.English;
        ResourceWriter.WriteStart(
            writer,
            participation.Details,
            participation.CurrentState,
            participation.ControlActive,
            participation.TelemetryActive(asOf),
            participation.SuspensionReasons);
        WriteTimeline(writer, participation, messages);
        ResourceWriter.WriteEnd(writer, participation.Details, participation.UpdatedTicks, participation.Origin.TimeCreated);
    }

    /// <summary>
    /// Reads a resource, tolerantly: members it does not know are ignored, old names are read (R19), and where the current state or the
    /// entry in progress is missing, the last complete entry is taken to be the current one. What contradicts itself is rejected: control
    /// is active exactly in ACTIVE, the suspension reasons are those of the entry in progress, visits of SUSPENDED have reasons and all
    /// other entries none, and every entry but the pending ones has a time of entering (R9, R12, R14).
    /// </summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">The text is no such resource; the exception names the place, the value and what is allowed.</exception>
    public static ParticipationResource Parse(string json) => JsonInput.Parse(json, ResourceReader.Read);

    /// <summary>As <see cref="Parse(string)"/>, from UTF-8.</summary>
    /// <param name="utf8Json">One JSON object; a byte order mark before it is skipped.</param>
    /// <exception cref="LifecycleJsonException">The text is no such resource; the exception names the place, the value and what is allowed.</exception>
    public static ParticipationResource Parse(ReadOnlySpan<byte> utf8Json) => JsonInput.Parse(utf8Json, ResourceReader.Read);

    /// <summary>Writes the resource.</summary>
    /// <param name="writer">Where to write; its encoder decides what is escaped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ResourceWriter.WriteStart(writer, _details, CurrentState, ControlActive, TelemetryActive, SuspensionReasons);
        foreach (TimelineEntryResource entry in _timeline)
            ResourceWriter.WriteEntry(writer, entry.ToTimelineEntry(), entry.Description);
        ResourceWriter.WriteEnd(writer, _details, _timeUpdated, _timeCreated);
    }

    /// <summary>The resource as JSON text on one line; only what JSON itself requires is escaped.</summary>
    public string ToJson() => JsonOutput.ToJson(this, static (writer, resource) => resource.WriteTo(writer), JsonOutput.DocumentLength);

    /// <summary>The resource as JSON in UTF-8 on one line; only what JSON itself requires is escaped.</summary>
    public byte[] ToUtf8Bytes() => JsonOutput.ToUtf8Bytes(this, static (writer, resource) => resource.WriteTo(writer), JsonOutput.DocumentLength);

    /// <inheritdoc/>
    public bool Equals(ParticipationResource? other) =>
        other is not null
        && _details == other._details
        && CurrentState == other.CurrentState
        && ControlActive == other.ControlActive
        && TelemetryActive == other.TelemetryActive
        && SuspensionReasons == other.SuspensionReasons
        && _timeUpdated == other._timeUpdated
        && _timeCreated == other._timeCreated
        && _timeline.AsSpan().SequenceEqual(other._timeline);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParticipationResource);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, CurrentState, _timeUpdated, _timeline.Length);

    /// <summary>The identifier and the current state.</summary>
    public override string ToString() => $"{Id} {CurrentState.ToWireName()}";

    /// <summary>Whether two resources are the same.</summary>
    /// <param name="left">One resource.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ParticipationResource? left, ParticipationResource? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two resources differ.</summary>
    /// <param name="left">One resource.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ParticipationResource? left, ParticipationResource? right) => !(left == right);

    private static void WriteTimeline(Utf8JsonWriter writer, Participation participation, MessageCatalogue messages)
    {
        const int OnStack = 32;
        int length = participation.TimelineLength;
        TimelineEntry[]? rented = length > OnStack ? ArrayPool<TimelineEntry>.Shared.Rent(length) : null;
        Span<TimelineEntry> entries = rented is null ? stackalloc TimelineEntry[OnStack] : rented;
        entries = entries[..length];
        participation.FillTimeline(entries);
        EntryFragments? fragments = EntryFragments.For(writer, messages);
        foreach (ref readonly TimelineEntry entry in entries)
        {
            if (fragments is null)
                ResourceWriter.WriteEntry(writer, entry, messages.Message(entry.State));
            else
                fragments.Write(writer, entry);
        }

        if (rented is not null)
            ArrayPool<TimelineEntry>.Shared.Return(rented);
    }
}
