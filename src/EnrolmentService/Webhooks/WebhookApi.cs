using System.Data.Common;
using System.Security.Cryptography;
using EnrolmentService.Description;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Webhooks;

/// <summary><c>/webhook-endpoints</c>: where an account's events are sent.</summary>
internal static class WebhookApi
{
    public const string Path = "/webhook-endpoints";

    private const int IdDigits = 24;
    private const int Rotations = 3;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, CreateAsync).TakesBody<EndpointRequest>()
            .DescribesWebhookWrite<CreatedEndpointSchema>("createWebhookEndpoint", "Events are to be sent somewhere.", 201, "The endpoint, with its secret: the only time that it is shown.", [DescribedHeaders.Location]);
        routes.MapRead(Path, ListAsync)
            .DescribesWebhookList<EndpointListSchema>("listWebhookEndpoints", "The account's endpoints, newest first.", "All of them.");
        routes.MapRead(Path + "/{id}", GetAsync)
            .DescribesWebhookRead<EndpointSchema>("getWebhookEndpoint", "One endpoint.", "The endpoint.", 404);
        routes.MapPatch(Path + "/{id}", PatchAsync).TakesBody<EndpointPatch>()
            .DescribesWebhookWrite<EndpointSchema>("changeWebhookEndpoint", "Changes an endpoint; disables and enables it.", 200, "The endpoint.", [], 404);
        routes.MapDelete(Path + "/{id}", DeleteAsync)
            .DescribesWebhookRead<EndpointSchema>("deleteWebhookEndpoint", "Nothing is sent there any more.", "The endpoint as it was.", 404)
            .DescribesNoContent("It is deleted, and what it was cannot be read.");
        routes.MapPost(Path + "/{id}/rotate", RotateAsync)
            .DescribesWebhookRead<CreatedEndpointSchema>("rotateWebhookSecret", "Makes a new secret; the one until now signs along for 24 hours.", "The endpoint, with the new secret: the only time that it is shown.", 404);
        DeliveryApi.Map(routes);
    }

    private static async Task<IResult> CreateAsync(
        EndpointRequest request,
        RequestKey key,
        Caller caller,
        EndpointStore store,
        SecretVault vault,
        IParticipationFeed feed,
        IParticipationDatabase database,
        IOptions<WebhookOptions> options,
        IOptions<ServiceOptions> service,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        if ((request.Fault ?? key.Fault) is { } fault)
            return fault;
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset keysSince = now - service.Value.IdempotencyKeptFor;
        if (key.Key is not null && await RepeatAsync() is { } known)
            return known;
        string id = "whe_" + RandomNumberGenerator.GetHexString(IdDigits, lowercase: true);
        var secrets = WebhookSecrets.Create();
        var endpoint = new WebhookEndpoint
        {
            Id = id,
            Scope = caller.Scope,
            Url = request.Url,
            Description = request.Description,
            Types = request.Types,
            Secrets = vault.Close(id, secrets),
            From = await feed.EndAsync(cancellation),
            CreatedAt = now,
            UpdatedAt = now,
            CreationDigest = key.Key?.RequestDigest,
        };
        try
        {
            return await store.CreateAsync(endpoint, options.Value.EndpointsPerAccount, key.Key?.Key, keysSince, cancellation)
                ? Created(endpoint, secrets)
                : Problems.TooManyEndpoints(options.Value.EndpointsPerAccount);
        }
        catch (DbException refused) when (key.Key is not null && database.IsUniqueViolation(refused))
        {
            return await RepeatAsync() ?? Problems.Contended;
        }

        // The same answer as long as the endpoint is as it was made: a later secret is not shown by an old request.
        async Task<IResult?> RepeatAsync() => await store.FindMadeAsync(key.Key!.Key, caller.Scope, keysSince, cancellation) is not { } made ? null
            : made.CreationDigest == key.Key.RequestDigest && made.UpdatedAt == made.CreatedAt ? Created(made with { FailingSince = null }, UnreadableDataException.Read(WebhookEndpoint.Kind, made.Id, () => vault.Open(made.Id, made.Secrets)))
            : Problems.KeyReused;
    }

    private static Answer Created(WebhookEndpoint endpoint, WebhookSecrets secrets) =>
        WebhookJson.Endpoint(endpoint, secrets.Current, StatusCodes.Status201Created).With("Location", $"{Path}/{endpoint.Id}");

    private static async Task<IResult> ListAsync(Caller caller, EndpointStore store, CancellationToken cancellation) => WebhookJson.Endpoints(await store.OfAsync(caller.Scope, cancellation));

    private static async Task<IResult> GetAsync(string id, Caller caller, EndpointStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, caller.Scope, cancellation) is { } endpoint ? WebhookJson.Endpoint(endpoint) : Problems.NotFound;

    private static async Task<IResult> PatchAsync(
        string id, EndpointPatch patch, RequestKey key, Caller caller, EndpointStore store, IParticipationFeed feed, WebhookSignal signal, CancellationToken cancellation)
    {
        // A repeat needs no memory: it says how the endpoint is to be.
        if ((patch.Fault ?? key.Fault) is { } fault)
            return fault;
        if (await store.FindAsync(id, caller.Scope, cancellation) is null)
            return Problems.NotFound;
        await store.UpdateAsync(id, patch, patch.Disabled == false ? await feed.EndAsync(cancellation) : null, cancellation);
        signal.Pulse();
        return await store.FindAsync(id, caller.Scope, cancellation) is { } changed ? WebhookJson.Endpoint(changed) : Problems.NotFound;
    }

    private static async Task<IResult> DeleteAsync(string id, Caller caller, EndpointStore store, CancellationToken cancellation)
    {
        WebhookEndpoint? endpoint;
        try
        {
            endpoint = await store.FindAsync(id, caller.Scope, cancellation);
        }
        catch (UnreadableDataException)
        {
            // It can be shown to nobody, and its account can still be rid of it.
            await store.DeleteAsync(id, cancellation);
            return TypedResults.NoContent();
        }

        if (endpoint is null)
            return Problems.NotFound;
        await store.DeleteAsync(id, cancellation);
        return WebhookJson.Endpoint(endpoint);
    }

    private static async Task<IResult> RotateAsync(string id, Caller caller, EndpointStore store, SecretVault vault, TimeProvider clock, CancellationToken cancellation)
    {
        for (int tries = 0; tries < Rotations; tries++)
        {
            if (await store.FindAsync(id, caller.Scope, cancellation) is not { } endpoint)
                return Problems.NotFound;
            WebhookSecrets rotated = Rotated(endpoint);
            if (await store.ReplaceSecretsAsync(endpoint, vault.Close(id, rotated), cancellation))
                return WebhookJson.Endpoint(endpoint with { UpdatedAt = clock.GetUtcNow() }, rotated.Current);
        }

        return Problems.Contended;

        // Where nothing is left that could sign along, the new secret is the only one.
        WebhookSecrets Rotated(WebhookEndpoint endpoint)
        {
            try
            {
                return vault.Open(id, endpoint.Secrets).Rotate(clock.GetUtcNow());
            }
            catch (CryptographicException)
            {
                return WebhookSecrets.Create();
            }
        }
    }
}
