using System.Text.Json;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tool.Files;

/// <summary>A file that holds one participation, as a resource or as a snapshot.</summary>
internal static class ParticipationFile
{
    private const string SnapshotName = "vpp-participation-snapshot";

    /// <summary>The participation's timeline.</summary>
    /// <exception cref="UnusableException">It cannot be read, or holds no participation; the message says why.</exception>
    internal static IReadOnlyList<TimelineEntry> ReadTimeline(TargetFile target)
    {
        using Stream file = InputFile.Open(target);
        using var content = new MemoryStream();
        file.CopyTo(content);
        ReadOnlySpan<byte> json = content.GetBuffer().AsSpan(0, (int)content.Length);
        json = JsonInput.WithoutByteOrderMark(json);
        try
        {
            return IsSnapshot(json)
                ? ParticipationSnapshot.Parse(json).ToParticipation().Timeline
                : [.. ParticipationResource.Parse(json).Timeline.Select(entry => entry.ToTimelineEntry())];
        }
        catch (LifecycleJsonException unreadable) when (unreadable.InnerException is JsonException malformed)
        {
            throw new UnusableException($"Cannot use {target.Name}: it is not JSON: {JsonErrors.InText(malformed)}", unreadable);
        }
        catch (LifecycleJsonException unreadable)
        {
            throw new UnusableException($"Cannot use {target.Name}: {unreadable.Message}", unreadable);
        }
    }

    private static bool IsSnapshot(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            // By the first of such members; that there is another is for the reader to say.
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.EnumerateObject().FirstOrDefault(member => member.NameEquals("object")).Value is { ValueKind: JsonValueKind.String } name
                && name.ValueEquals(SnapshotName);
        }
        catch (JsonException)
        {
            // What is wrong with it is for the reader to say.
            return false;
        }
    }
}
