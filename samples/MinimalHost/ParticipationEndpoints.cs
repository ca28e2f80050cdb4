using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace MinimalHost;

/// <summary>Create, read, list and change participations over HTTP. Who may do so is for your own authentication to say.</summary>
internal static class ParticipationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("", CreateAsync);
        routes.MapGet("", ListAsync);
        routes.MapGet("/{id}", FindAsync);
        routes.MapGet("/{id}/timeline", TimelineAsync);
        routes.MapPost("/{id}/events", ApplyAsync);
    }

    private static async Task<IResult> CreateAsync(CreateRequest request, IParticipationStore store, TimeProvider clock)
    {
        ParticipationDetails details;
        try
        {
            details = new ParticipationDetails
            {
                Id = ParticipationId.From(RandomNumberGenerator.GetBytes(ParticipationId.ByteCount)),
                DeviceId = request.DeviceId,
                LocationId = request.LocationId,
                Programme = new ProgrammeInfo { Id = request.ProgrammeId, DisplayName = request.ProgrammeName },
            };
        }
        catch (ArgumentException invalid)
        {
            return Problem(400, invalid.Message);
        }

        CreateResult result = await store.CreateAsync(Participation.Request(details, request.MeterAccess, clock.GetUtcNow()));
        return result.Match<IResult>(
            created => Results.Created($"/participations/{details.Id}", Resource(created.Stored, clock)),
            already => Problem(409, $"The device takes part already, as {already.ParticipationId}."),
            _ => throw new InvalidOperationException("A new identifier is taken."),
            _ => throw new InvalidOperationException("A request without a key is repeated."),
            _ => throw new InvalidOperationException("A request without a key is reused."),
            _ => TryAgain());
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IParticipationStore store, TimeProvider clock)
    {
        IEnumerable<KeyValuePair<string, string?>> parameters = request.Query.SelectMany(each => each.Value, (each, value) => KeyValuePair.Create(each.Key, value));
        if (!ParticipationListQuery.TryParse(parameters, out ParticipationListQuery? query, out ParticipationListQueryError? error))
            return Problem(400, error.Message);
        ListResult result = await store.ListAsync(query);
        return result.Match<IResult>(
            stored => Results.Json(ParticipationList.From(stored.Page, clock.GetUtcNow(), request.Path)),
            _ => Problem(400, "The cursor is no participation of this device."));
    }

    private static async Task<IResult> FindAsync(string id, IParticipationStore store, TimeProvider clock)
    {
        FindResult result = await store.FindAsync(id);
        return result.Match(stored => Results.Json(Resource(stored, clock)), _ => Results.NotFound(), Unreadable);
    }

    private static async Task<IResult> TimelineAsync(string id, IParticipationStore store, HttpRequest request)
    {
        MessageCatalogue messages = MessageCatalogue.Choose(request.Headers.AcceptLanguage);
        FindResult result = await store.FindAsync(id);
        return result.Match(
            stored => Results.Json(stored.Participation.Timeline.Select(entry => new TimelineLine(entry.State, entry.Status, messages.Message(entry.State), entry.OccurredAt))),
            _ => Results.NotFound(),
            Unreadable);
    }

    #region minimal-host-event
    private static async Task<IResult> ApplyAsync(
        string id, EventRequest request, [FromHeader(Name = "Idempotency-Key")] string? key, IParticipationStore store, TimeProvider clock)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (request.OccurredAt > now)
            return Problem(400, "occurred_at lies ahead of this host's clock.");
        if (key?.Length is 0 or > ParticipationLimits.IdempotencyKey)
            return Problem(400, $"Idempotency-Key has {key.Length} characters. Allowed: 1 to {ParticipationLimits.IdempotencyKey}.");
        var write = new ParticipationWrite
        {
            Actor = request.Actor,
            Note = request.Note,
            Key = key is null ? null : new IdempotencyKey("events", key, Digest(id, request)),
        };
        ChangeResult result = await store.ApplyAsync(id, request.Event, request.OccurredAt ?? now, write);
        return result.Match(
            accepted => Results.Json(Resource(accepted.Stored, clock)),
            Rejected,
            _ => Results.NotFound(),
            _ => throw new InvalidOperationException("A request without a condition is in conflict."),
            repeated => repeated.First.Match(accepted => Results.Json(ParticipationResource.From(accepted.Stored.Participation, repeated.At)), Rejected, _ => KeyReused()),
            _ => KeyReused(),
            _ => TryAgain(),
            Unreadable,
            _ => throw new InvalidOperationException("An event changes no programme."));
    }
    #endregion

    /// <summary>The rejection itself is the body: trigger, state, code, reason, and what is permitted instead.</summary>
    private static IResult Rejected(RejectedChange rejected) => Results.Json(rejected.Rejection.AsT0, statusCode: 409);

    private static ParticipationResource Resource(StoredParticipation stored, TimeProvider clock) => ParticipationResource.From(stored.Participation, clock.GetUtcNow());

    private static string Digest(string id, EventRequest request) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { id, request })));

    private static IResult KeyReused() => Problem(422, "This Idempotency-Key came with another request before.");

    private static IResult TryAgain() => Problem(503, "Others keep writing. Try again.");

    private static IResult Unreadable(UnreadableParticipation unreadable) => Problem(500, $"The row of {unreadable.Id} cannot be read.");

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
