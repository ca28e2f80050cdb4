using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>
/// A participation as Flip's utility API shows it: an enrollment of a site, with one of eight statuses. A view, not a stored form.
/// </summary>
/// <remarks>
/// Immutable; compares by value; safe to share between threads. Times are in UTC. Every member is written, in the order of the source
/// document, null where there is no value. Source: Flip Utility API, "Update enrollment", the response.
/// </remarks>
[JsonConverter(typeof(FlipEnrollmentConverter))]
public sealed record FlipEnrollment
{
    private readonly FlipEnrollmentDetails _details;
    private readonly long _createdAt;
    private readonly long _enrolledAt;
    private readonly long _unenrolledAt;
    private readonly long _updatedAt;

    internal FlipEnrollment(
        string id,
        FlipEnrollmentDetails details,
        FlipEnrollmentStatus status,
        string? statusReason,
        long createdAt,
        long enrolledAt,
        long unenrolledAt,
        long updatedAt)
    {
        Id = id;
        Status = status;
        StatusReason = statusReason;
        // Already in the later of the two times.
        _details = details with { UpdatedAt = null };
        _createdAt = createdAt;
        _enrolledAt = enrolledAt;
        _unenrolledAt = unenrolledAt;
        _updatedAt = updatedAt;
    }

    /// <summary>When the participation was requested, in UTC.</summary>
    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt => UtcTime.FromTicks(_createdAt);

    /// <summary>The devices at the site.</summary>
    [JsonPropertyName("devices")]
    public IReadOnlyList<FlipDevice> Devices => _details.Devices;

    /// <summary>When ACTIVE was first entered, in UTC; null when it never was.</summary>
    [JsonPropertyName("enrolled_at")]
    public DateTimeOffset? EnrolledAt => UtcTime.FromTicksOrNone(_enrolledAt);

    /// <summary>The participation's identifier, opaque (R20).</summary>
    [JsonPropertyName("id")]
    public string Id { get; }

    /// <summary>The facts that only the program knows.</summary>
    [JsonPropertyName("program_specific_attributes")]
    public IReadOnlyList<FlipProgramFact> ProgramSpecificAttributes => _details.ProgramSpecificAttributes;

    /// <summary>The site that is enrolled.</summary>
    [JsonPropertyName("site")]
    public FlipSite Site => _details.Site;

    /// <summary>The status.</summary>
    [JsonPropertyName("status")]
    public FlipEnrollmentStatus Status { get; }

    /// <summary>
    /// The operator's own text while it stands; else, when PAUSED, the active suspension reasons joined by a comma and a space; else null.
    /// </summary>
    [JsonPropertyName("status_reason")]
    public string? StatusReason { get; }

    /// <summary>When UNENROLLED was entered, in UTC; null before, also while the enrollment is winding down.</summary>
    [JsonPropertyName("unenrolled_at")]
    public DateTimeOffset? UnenrolledAt => UtcTime.FromTicksOrNone(_unenrolledAt);

    /// <summary>When something last changed, in UTC.</summary>
    [JsonPropertyName("updated_at")]
    public DateTimeOffset UpdatedAt => UtcTime.FromTicks(_updatedAt);

    internal long CreatedTicks => _createdAt;

    internal long EnrolledTicks => _enrolledAt;

    internal long UnenrolledTicks => _unenrolledAt;

    internal long UpdatedTicks => _updatedAt;

    /// <summary>The enrollment that a participation is shown as.</summary>
    /// <param name="participation">The participation.</param>
    /// <param name="details">The host's own records for it.</param>
    /// <param name="statusReason">The operator's text as it was stored; null when there is none. Shown only while it stands.</param>
    /// <param name="mapping">Which state shows which status; the default mapping when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> or <paramref name="details"/> is null.</exception>
    public static FlipEnrollment From(
        Participation participation, FlipEnrollmentDetails details, FlipStatusReason? statusReason = null, FlipStatusMapping? mapping = null)
    {
        ArgumentNullException.ThrowIfNull(participation);
        ArgumentNullException.ThrowIfNull(details);
        FlipEnrollmentStatus status = (mapping ?? FlipStatusMapping.Default)[participation.CurrentState];
        string? text = statusReason?.StandsIn(participation, mapping) == true ? statusReason.Text : null;
        if (text is null && status == FlipEnrollmentStatus.Paused && !participation.SuspensionReasons.IsEmpty)
            text = participation.SuspensionReasons.ToString();
        return new FlipEnrollment(
            participation.Id,
            details,
            status,
            text,
            createdAt: participation.TimeCreated.UtcTicks,
            enrolledAt: participation.FirstEnteredTicks(ParticipationState.Active),
            unenrolledAt: participation.FirstEnteredTicks(ParticipationState.Unenrolled),
            updatedAt: Math.Max(participation.TimeUpdated.UtcTicks, UtcTime.TicksOrNone(details.UpdatedAt)));
    }

    /// <summary>
    /// Reads an enrollment. Members it does not know are ignored; identifiers, status, site and the two times that always are must be
    /// there.
    /// </summary>
    /// <param name="json">The document.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">The document is no enrollment.</exception>
    public static FlipEnrollment Parse(string json) => JsonInput.Parse(json, FlipEnrollmentReader.Read);

    /// <summary>Reads an enrollment, as <see cref="Parse(string)"/>.</summary>
    /// <param name="utf8Json">The document in UTF-8.</param>
    /// <exception cref="LifecycleJsonException">The document is no enrollment.</exception>
    public static FlipEnrollment Parse(ReadOnlySpan<byte> utf8Json) => JsonInput.Parse(utf8Json, FlipEnrollmentReader.Read);

    /// <summary>Writes the enrollment.</summary>
    /// <param name="writer">Where to write; its encoder decides what is escaped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        FlipEnrollmentWriter.Write(writer, this);
    }

    /// <summary>The enrollment as JSON text on one line; only what JSON itself requires is escaped.</summary>
    public string ToJson() => JsonOutput.ToJson(this, static (writer, enrollment) => enrollment.WriteTo(writer));

    /// <summary>The enrollment as JSON in UTF-8 on one line; only what JSON itself requires is escaped.</summary>
    public byte[] ToUtf8Bytes() => JsonOutput.ToUtf8Bytes(this, static (writer, enrollment) => enrollment.WriteTo(writer));

    /// <summary>The identifier and the status.</summary>
    public override string ToString() => $"{Id} {Status.ToWireName()}";
}
