using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Description;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Microsoft.Extensions.Options;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary><c>POST /vpp-participations/{id}/events</c>: something happened to a participation.</summary>
internal static class EventEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Paths.Participations + "/{id}/events", PostAsync)
        .DescribesWrite<ParticipationSchema>("fireTrigger", "Something happened to a participation.", 200, "The participation afterwards.", [DescribedHeaders.ETag, DescribedHeaders.Link, DescribedHeaders.Outcome], 404, 412)
        .TakesBody<EventRequest>()
        .RepeatsAs(static (answers, repeated) => ParticipationAnswers.Of(repeated, answers.Event));

    private static async Task<IResult> PostAsync(
        string id,
        EventRequest request,
        RequestKey key,
        IfMatch ifMatch,
        Caller caller,
        IParticipationStore store,
        ParticipationAnswers answers,
        TimeProvider clock,
        IOptions<ServiceOptions> options,
        CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        // A sighting in the far future would keep a silent device active for ever.
        if (request.OccurredAt > now + options.Value.EventsAhead)
            return Problems.Invalid(new InvalidMember("/occurred_at", $"occurred_at is more than {options.Value.EventsAhead} ahead of the service's clock."));
        var write = new ParticipationWrite
        {
            Actor = request.Actor ?? caller.DefaultActor,
            Note = request.Note,
            IfVersion = ifMatch.Versions,
            Within = caller.Scope,
            Key = key.Key,
        };
        ChangeResult result = await store.ApplyAsync(id, request.Event, request.OccurredAt ?? now, write, cancellation);
        return answers.Of(result, answers.Event);
    }
}

/// <summary>What every request says that reports an event.</summary>
internal abstract record EventBody : IRequest
{
    [SetsRequiredMembers]
    protected EventBody(RequestJson body)
    {
        Event = body.Trigger("event");
        Actor = body.OptionalIdentifier("actor");
        Note = body.OptionalText("note");
    }

    public required Trigger Event { get; init; }

    [MaxLength(TextRules.LongestIdentifier)]
    public string? Actor { get; }

    [MaxLength(TextRules.LongestText)]
    public string? Note { get; }

    [JsonIgnore]
    public IResult? Fault { get; protected init; }
}

/// <summary>Something that happened to a participation.</summary>
internal sealed record EventRequest : EventBody, IBindableFromHttpContext<EventRequest>
{
    [SetsRequiredMembers]
    private EventRequest(RequestJson body)
        : base(body)
    {
        OccurredAt = body.OptionalTime("occurred_at");
        Fault = body.Fault;
    }

    [Description("Now, when left out. Not far ahead of the service's clock.")]
    public DateTimeOffset? OccurredAt { get; }

    public static ValueTask<EventRequest?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<EventRequest?>(new EventRequest(RequestJson.Of(context)));
}
