using System.Text.Json;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Replay;

/// <summary>Writes a line for every event that was not applied; every member is always there. Not thread-safe.</summary>
internal sealed class RejectedLines(Stream stream) : IDisposable
{
    private readonly JsonLinesFile _lines = new(stream);

    // A rejection's words depend on these two alone, and take long to find.
    private readonly Dictionary<(Configuration, Trigger), string> _messages = [];

    /// <summary>False from the moment on that nobody reads the lines any more: they are no longer written then.</summary>
    internal bool HasReader { get; private set; } = true;

    /// <summary>A line that could not be read or has no place in the log.</summary>
    internal void Write(long line, LineRejection rejection, ParticipationState? state) =>
        Write(line, rejection.ParticipationId, rejection.Event, state, rejection.Code, rejection.Message, []);

    /// <summary>A trigger that the participation does not permit.</summary>
    internal void WriteNotPermitted(long line, string participationId, Configuration configuration, Trigger trigger)
    {
        if (!_messages.TryGetValue((configuration, trigger), out string? message))
        {
            message = configuration.RejectionOf(trigger)!.ToString();
            _messages.Add((configuration, trigger), message);
        }

        Write(
            line, participationId, trigger.ToWireName(), configuration.State, LineRejectionCode.NotPermitted, message, configuration.PermittedTriggers);
    }

    internal void Flush()
    {
        if (HasReader)
            HandOn(andAllBefore: true);
    }

    public void Dispose() => _lines.Dispose();

    private void Write(
        long line, string? participationId, string? name, ParticipationState? state, LineRejectionCode code, string message, IReadOnlyList<Trigger> permitted)
    {
        if (!HasReader)
            return;
        Utf8JsonWriter writer = _lines.Writer;
        writer.WriteStartObject();
        writer.WriteNumber("line", line);
        writer.WriteString("participation_id", participationId);
        writer.WriteString("event", name);
        writer.WriteString("state", state?.ToWireName());
        writer.WriteString("code", code.ToWireName());
        writer.WriteString("message", message);
        writer.WriteStartArray("permitted");
        foreach (Trigger trigger in permitted)
            writer.WriteStringValue(trigger.ToWireName());
        writer.WriteEndArray();
        writer.WriteEndObject();
        HandOn(andAllBefore: false);
    }

    private void HandOn(bool andAllBefore)
    {
        try
        {
            if (andAllBefore)
                _lines.Flush();
            else
                _lines.EndLine();
        }
        catch (IOException closed) when (ClosedPipe.IsCauseOf(closed))
        {
            HasReader = false;
        }
    }
}
