using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>
/// What an operator asks of an enrollment. What is null stays as it is. Immutable; compares by value; safe to share between threads.
/// </summary>
/// <remarks>Source: Flip Utility API, "Update enrollment", the body of the request.</remarks>
[JsonConverter(typeof(FlipEnrollmentPatchConverter))]
public sealed record FlipEnrollmentPatch
{
    private readonly FlipEnrollmentStatus? _status;
    private readonly string? _statusReason;
    private readonly ValueList<string>? _groupIds;

    /// <summary>The site's groups from now on; none of them when empty; null leaves them as they are.</summary>
    /// <remarks>
    /// Copied as given; an identifier given twice counts once when the patch is applied. A missing, empty or ill-formed one is an
    /// <see cref="ArgumentException"/>.
    /// </remarks>
    [JsonPropertyName("group_ids")]
    public IReadOnlyList<string>? GroupIds
    {
        get => _groupIds;
        init => _groupIds = value is null
            ? null
            : ValueList<string>.Copy(value.Select(id => Text.Identifier(id, nameof(GroupIds))), nameof(GroupIds));
    }

    /// <summary>The status asked for; null leaves it as it is.</summary>
    /// <remarks>A value that is not defined is an <see cref="ArgumentOutOfRangeException"/>.</remarks>
    [JsonPropertyName("status")]
    public FlipEnrollmentStatus? Status
    {
        get => _status;
        init
        {
            if (value is { } status)
                Defined.Require(status, nameof(Status));
            _status = value;
        }
    }

    /// <summary>The operator's text for the status; empty takes it away; null leaves it as it is.</summary>
    /// <remarks>Ill-formed text is an <see cref="ArgumentException"/>.</remarks>
    [JsonPropertyName("status_reason")]
    public string? StatusReason
    {
        get => _statusReason;
        init => _statusReason = Text.Optional(value);
    }

    /// <summary>
    /// Reads a patch. All members are optional, and null is as good as absent; members it does not know are ignored. Turn what it throws into the
    /// answer by <see cref="FlipError.From"/>.
    /// </summary>
    /// <param name="json">The body.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">The body is no patch.</exception>
    public static FlipEnrollmentPatch Parse(string json) => JsonInput.Parse(json, FlipPatchReader.Read);

    /// <summary>Reads a patch, as <see cref="Parse(string)"/>.</summary>
    /// <param name="utf8Json">The body in UTF-8.</param>
    /// <exception cref="LifecycleJsonException">The body is no patch.</exception>
    public static FlipEnrollmentPatch Parse(ReadOnlySpan<byte> utf8Json) => JsonInput.Parse(utf8Json, FlipPatchReader.Read);

    /// <summary>Writes the patch; what stays as it is is left out.</summary>
    /// <param name="writer">Where to write; its encoder decides what is escaped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        if (GroupIds is { } groupIds)
        {
            writer.WriteStartArray(FlipMembers.GroupIds);
            foreach (string id in groupIds)
                writer.WriteStringValue(id);
            writer.WriteEndArray();
        }

        if (Status is { } status)
            writer.WriteString(FlipMembers.Status, WireText<FlipEnrollmentStatus>.Of(status));
        writer.WriteIfAny(FlipMembers.StatusReason, StatusReason);
        writer.WriteEndObject();
    }

    /// <summary>The patch as JSON text on one line; only what JSON itself requires is escaped.</summary>
    public string ToJson() => JsonOutput.ToJson(this, static (writer, patch) => patch.WriteTo(writer));

    /// <summary>The patch as JSON in UTF-8 on one line; only what JSON itself requires is escaped.</summary>
    public byte[] ToUtf8Bytes() => JsonOutput.ToUtf8Bytes(this, static (writer, patch) => patch.WriteTo(writer));
}
