using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// A page of resources in the envelope that lists are sent in. Immutable; compares by value; safe to share between threads. Source:
/// "List all VPP participations".
/// </summary>
[JsonConverter(typeof(ParticipationListConverter))]
public sealed class ParticipationList : IEquatable<ParticipationList>
{
    /// <summary>The path that the list is requested from, unless the host has another.</summary>
    internal const string DefaultUrl = "/vpp-participations";

    private readonly ParticipationResource[] _data;

    internal ParticipationList(string url, bool hasMore, ParticipationResource[] data)
    {
        Url = url;
        HasMore = hasMore;
        _data = data;
        Data = Array.AsReadOnly(data);
    }

    /// <summary>The path that the list was requested from.</summary>
    [JsonPropertyName("url")]
    public string Url { get; }

    /// <summary>Whether more lie beyond the page in the direction travelled.</summary>
    [JsonPropertyName("has_more")]
    public bool HasMore { get; }

    /// <summary>The resources, newest first.</summary>
    [JsonPropertyName("data")]
    public IReadOnlyList<ParticipationResource> Data { get; }

    /// <summary>The envelope of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="asOf">The time that <see cref="ParticipationResource.TelemetryActive"/> is asked for (R10).</param>
    /// <param name="url">The path that the list was requested from.</param>
    /// <param name="messages">The language of the timelines' descriptions; English when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="page"/> or <paramref name="url"/> is null.</exception>
    /// <exception cref="ArgumentException">The path has a lone surrogate.</exception>
    public static ParticipationList From(ParticipationPage page, DateTimeOffset asOf, string url = DefaultUrl, MessageCatalogue? messages = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new ParticipationList(
            Text.Required(url, nameof(url)), page.HasMore, [.. page.Items.Select(item => ParticipationResource.From(item, asOf, messages))]);
    }

    /// <summary>Reads a list, its resources as tolerantly as <see cref="ParticipationResource.Parse(string)"/>.</summary>
    /// <param name="json">One JSON object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="LifecycleJsonException">The text is no such list; the exception names the place, the value and what is allowed.</exception>
    public static ParticipationList Parse(string json) => JsonInput.Parse(json, ListReader.Read);

    /// <summary>As <see cref="Parse(string)"/>, from UTF-8.</summary>
    /// <param name="utf8Json">One JSON object; a byte order mark before it is skipped.</param>
    /// <exception cref="LifecycleJsonException">The text is no such list; the exception names the place, the value and what is allowed.</exception>
    public static ParticipationList Parse(ReadOnlySpan<byte> utf8Json) => JsonInput.Parse(utf8Json, ListReader.Read);

    /// <summary>Writes the list.</summary>
    /// <param name="writer">Where to write; its encoder decides what is escaped.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString(Members.Object, ObjectNames.List);
        writer.WriteString(Members.Url, Url);
        writer.WriteBoolean(Members.HasMore, HasMore);
        writer.WriteStartArray(Members.Data);
        foreach (ParticipationResource resource in _data)
            resource.WriteTo(writer);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The list as JSON text on one line; only what JSON itself requires is escaped.</summary>
    public string ToJson() => JsonOutput.ToJson(this, static (writer, list) => list.WriteTo(writer), JsonOutput.DocumentLength);

    /// <summary>The list as JSON in UTF-8 on one line; only what JSON itself requires is escaped.</summary>
    public byte[] ToUtf8Bytes() => JsonOutput.ToUtf8Bytes(this, static (writer, list) => list.WriteTo(writer), JsonOutput.DocumentLength);

    /// <inheritdoc/>
    public bool Equals(ParticipationList? other) =>
        other is not null && Url == other.Url && HasMore == other.HasMore && _data.AsSpan().SequenceEqual(other._data);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParticipationList);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Url, HasMore, _data.Length, _data.Length == 0 ? null : _data[0]);

    /// <summary>How many resources there are, and whether more lie beyond.</summary>
    public override string ToString() => $"{_data.Length} of {Url}{(HasMore ? " and more" : "")}";

    /// <summary>Whether two lists are the same.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ParticipationList? left, ParticipationList? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two lists differ.</summary>
    /// <param name="left">One list.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ParticipationList? left, ParticipationList? right) => !(left == right);
}
