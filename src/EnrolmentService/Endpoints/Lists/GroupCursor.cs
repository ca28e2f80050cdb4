using System.Buffers.Text;
using System.Text.Json;
using EnrolmentService.Http;

namespace EnrolmentService.Endpoints;

/// <summary>A place in a group's list, which goes by site, device and participation; behind all of a device's where it names no participation.</summary>
internal sealed record GroupCursor(string Location, string Device, string? Participation)
{
    /// <summary>Three identifiers of up to four bytes a character, in base64.</summary>
    public const int Longest = 2_200;

    public static GroupCursor Start { get; } = new("", "", null);

    public static GroupCursor? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) is [{ } location, { } device, var participation]
                && TextRules.IsIdentifier(location) && TextRules.IsIdentifier(device) && (participation is null || TextRules.IsIdentifier(participation))
                    ? new GroupCursor(location, device, participation)
                    : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string?[]>([Location, Device, Participation]));
}
