using System.Buffers;
using System.Text.Json;
using EnrolmentService.Directory;
using EnrolmentService.Storage;
using EnrolmentService.Telemetry;
using Vpp.Lifecycle;

namespace EnrolmentService.Http;

/// <summary><c>POST /vpp-participations/bulk</c>: one trigger for all of a programme.</summary>
internal static class BulkEndpoint
{
    public const string TimeoutPolicy = "bulk";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapCommand("POST", Paths.Participations + "/bulk", async (command, services, _) =>
    {
        RequestJson body = RequestJson.Parse(command.Body);
        string programmeId = body.Identifier("programme_id");
        Trigger trigger = body.Trigger("event");
        string actor = body.OptionalIdentifier("actor") ?? command.Caller.Actor;
        string? note = body.OptionalText("note");
        body.ThrowIfInvalid();
        if (await services.GetRequiredService<DirectoryStore>().FindProgrammeAsync(programmeId, command.Cancellation) is null)
        {
            body.Refuse("programme_id", $"There is no programme {programmeId}.");
            body.ThrowIfInvalid();
        }

        var idempotency = services.GetRequiredService<IdempotencyStore>();
        if (command.Key is { } key && !await idempotency.ClaimAsync(key, command.Cancellation))
            throw new KeyTakenException();
        try
        {
            DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            BulkSummary summary = await services.GetRequiredService<BulkStore>().FireAsync(
                command.Caller, programmeId, trigger, now, actor, note, () => RenewAsync(idempotency, command), command.Cancellation);
            services.GetRequiredService<ILogger<BulkStore>>().BulkDone(trigger.ToWireName(), programmeId, summary.Evaluated, summary.Transitioned + summary.Updated);
            var answer = new Answer(StatusCodes.Status200OK, Answer.Json, Write(programmeId, trigger, summary));
            if (command.Keep(answer) is { } keep)
                await idempotency.KeepAsync(keep, CancellationToken.None);
            return answer;
        }
        catch (Exception fault) when (command.Key is not null && fault is not KeyTakenException)
        {
            // What is done stays done; doing it again does nothing twice. The key is free for that.
            await idempotency.ReleaseAsync(command.Key);
            throw;
        }
    }).WithRequestTimeout(TimeoutPolicy);

    /// <exception cref="KeyTakenException">Another request has done in the meantime what this one was to do.</exception>
    private static async Task RenewAsync(IdempotencyStore idempotency, Command command)
    {
        if (command.Key is { } key && !await idempotency.RenewAsync(key, command.Cancellation))
            throw new KeyTakenException();
    }

    private static ReadOnlyMemory<byte> Write(string programmeId, Trigger trigger, BulkSummary summary)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("object", "bulk-summary");
            writer.WriteString("programme_id", programmeId);
            writer.WriteString("event", trigger.ToWireName());
            writer.WriteNumber("evaluated", summary.Evaluated);
            writer.WriteNumber("transitioned", summary.Transitioned);
            writer.WriteNumber("updated", summary.Updated);
            writer.WriteNumber("ignored", summary.Ignored);
            writer.WriteNumber("rejected", summary.Rejected);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
