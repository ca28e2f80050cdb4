using System.Buffers;
using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>Writes simulated events as lines that <c>replay</c> reads. Not thread-safe.</summary>
internal sealed class EventLog(Stream stream, SimulatedIdentities identities) : IDisposable
{
    private static readonly DateTime Beginning = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly JsonLinesFile _lines = new(stream);

    internal SimulatedIdentities Identities => identities;

    internal static DateTime TimeOf(SimulatedEvent happened) => Beginning.AddTicks(happened.At * TimeSpan.TicksPerMillisecond);

    internal void Write(in SimulatedEvent happened)
    {
        WriteMembers(_lines.Writer, happened);
        _lines.EndLine();
    }

    internal void Write(ReadOnlySpan<byte> line) => _lines.WriteLine(line);

    internal void Write(string line) => Write(Encoding.UTF8.GetBytes(line));

    /// <summary>The line that <see cref="Write(in SimulatedEvent)"/> would write, without its newline.</summary>
    internal string LineOf(in SimulatedEvent happened)
    {
        var line = new ArrayBufferWriter<byte>();
        using var lines = new JsonLines(line);
        WriteMembers(lines.Writer, happened);
        lines.Writer.Flush();
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    internal void Flush() => _lines.Flush();

    public void Dispose() => _lines.Dispose();

    private void WriteMembers(Utf8JsonWriter writer, in SimulatedEvent happened)
    {
        writer.WriteStartObject();
        writer.WriteString("participation_id", identities.Participation(happened.Participation));
        writer.WriteString("occurred_at", TimeOf(happened));
        if (happened.Trigger is { } trigger)
        {
            writer.WriteString("event", trigger.ToWireName());
            ActorsAndNotes.Write(writer, trigger, happened.At);
        }
        else
        {
            writer.WriteString("event", ParticipationState.EnrolmentRequested.ToWireName());
            WriteRequest(writer, happened);
        }

        writer.WriteEndObject();
    }

    private void WriteRequest(Utf8JsonWriter writer, in SimulatedEvent request)
    {
        // A new start after INELIGIBLE is made for the same device.
        int number = request.Supersedes ?? request.Participation;
        writer.WriteString("device_id", identities.Device(number));
        writer.WriteString("location_id", identities.Location(number));
        writer.WriteBoolean("live_mode", identities.IsLive(number));
        writer.WriteString("meter_access", request.MeterAccess.ToWireName());
        if (identities.ProviderReference(request.Participation) is { } reference)
            writer.WriteString("provider_reference_id", reference);
        if (identities.Offer(number) is { } offer)
        {
            writer.WriteStartObject("provider");
            writer.WriteString("id", offer.Provider.Id);
            writer.WriteString("provider_display_name", offer.Provider.DisplayName);
            if (offer.Provider.LogoUrl is { } logoUrl)
                writer.WriteString("logo_url", logoUrl);
            writer.WriteEndObject();
            writer.WriteStartObject("programme");
            writer.WriteString("id", offer.Programme.Id);
            writer.WriteString("programme_display_name", offer.Programme.DisplayName);
            if (offer.Programme.LearnMoreUrl is { } learnMoreUrl)
                writer.WriteString("learn_more_url", learnMoreUrl);
            writer.WriteEndObject();
        }

        writer.WriteString("account_id", identities.Account(number));
        if (request.Supersedes is { } superseded)
            writer.WriteString("supersedes", identities.Participation(superseded));
    }
}
