using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using EnrolmentService.Security;
using EnrolmentService.Storage;
using Microsoft.AspNetCore.Http.Features;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Http;

/// <summary>One participation, a device's list, and a participation's history.</summary>
internal static class ReadEndpoints
{
    private const int HistoryLimit = 1000;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Paths.Participations + "/{id}", GetAsync);
        routes.MapGet(Paths.Participations, ListAsync);
        routes.MapGet(Paths.Participations + "/{id}/history", HistoryAsync);
    }

    // The one that is asked most often takes its arguments itself: having them bound costs two more asynchronous calls.
    private static async Task GetAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        string id = (string)context.Request.RouteValues["id"]!;
        StoredParticipation? stored = await services.GetRequiredService<ParticipationStore>().FindAsync(context.Features.GetRequiredFeature<Caller>(), id, context.RequestAborted);
        Answer answer = stored?.Answer(StatusCodes.Status200OK, services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<StatusLinks>()) ?? Problems.NotFound;
        await answer.ExecuteAsync(context);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, Caller caller, ParticipationQueries queries, TimeProvider clock, CancellationToken cancellation)
    {
        var parameters = request.Query.SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value));
        if (!ParticipationListQuery.TryParse(parameters, out ParticipationListQuery? query, out ParticipationListQueryError? error))
            return Problems.Invalid([new InvalidMember(error.Parameter, error.Message)]);
        string cursor = query.IsBackward ? "ending_before" : "starting_after";
        InvalidMember[] faults =
        [
            .. new[] { (Name: "device_id", Value: query.DeviceId), (Name: cursor, Value: query.Cursor) }
                .Where(parameter => parameter.Value is not null && !ParticipationStore.CanBeIdentifier(parameter.Value))
                .Select(parameter => new InvalidMember(parameter.Name, $"{parameter.Name} is no identifier: it has 1 to {RequestJson.LongestIdentifier} characters and no control characters.")),
        ];
        if (faults.Length > 0)
            return Problems.Invalid(faults);
        try
        {
            ParticipationPage page = await queries.PageAsync(caller, query, cancellation);
            return new Answer(StatusCodes.Status200OK, Answer.Json, ParticipationList.From(page, clock.GetUtcNow(), Paths.Participations).ToUtf8Bytes());
        }
        catch (UnknownCursorException exception)
        {
            return Problems.Invalid([new InvalidMember(cursor, exception.Message)]);
        }
    }

    private static async Task<IResult> HistoryAsync(string id, string? starting_after, string? limit, Caller caller, ParticipationStore store, ParticipationQueries queries, CancellationToken cancellation)
    {
        if (!IsWithin(starting_after, 0, long.MaxValue, 0, out long after))
            return Problems.Invalid([new InvalidMember("starting_after", "starting_after must be the sequence number of an event.")]);
        if (!IsWithin(limit, 1, HistoryLimit, HistoryLimit, out long most))
            return Problems.Invalid([new InvalidMember("limit", $"limit must be a whole number from 1 to {HistoryLimit}.")]);
        if (await store.FindAsync(caller, id, cancellation) is null)
            return Problems.NotFound;
        IReadOnlyList<HistoryEntry> entries = await queries.HistoryAsync(id, after, (int)most + 1, cancellation);
        return new Answer(StatusCodes.Status200OK, Answer.Json, Write(id, entries, (int)most));
    }

    private static ReadOnlyMemory<byte> Write(string id, IReadOnlyList<HistoryEntry> entries, int most)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("object", "list");
            writer.WriteString("url", $"{Paths.Participations}/{id}/history");
            writer.WriteBoolean("has_more", entries.Count > most);
            writer.WriteStartArray("data");
            foreach (HistoryEntry entry in entries.Take(most))
            {
                writer.WriteStartObject();
                writer.WriteNumber("sequence", entry.Sequence);
                writer.WriteString("outcome", entry.Outcome.ToWireName());
                writer.WriteString("recorded_at", entry.RecordedAt.UtcDateTime);
                writer.WritePropertyName("event");
                // As it was written, by the library: nothing of it is lost or reworded here.
                writer.WriteRawValue(entry.Event);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static bool IsWithin(string? text, long least, long most, long otherwise, out long number)
    {
        number = otherwise;
        return text is null || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }
}
