using System.Buffers;
using System.Text.Json;
using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Telemetry;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary><c>POST /vpp-participations/bulk</c>: one trigger for all of a programme.</summary>
internal static class BulkEndpoint
{
    public const string TimeoutPolicy = "bulk";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Paths.Participations + "/bulk", PostAsync)
        .DescribesWrite<BulkSummarySchema>("fireForProgramme", "One event for all participations of a programme.", 200, "What it came to.", [])
        .TakesBody<BulkEventRequest>()
        .AddEndpointFilter(new IdempotencyFilter(static (context, repeated) => new(Repeat(context.GetArgument<BulkEventRequest>(0), repeated))))
        .WithRequestTimeout(TimeoutPolicy);

    private static async Task<IResult> PostAsync(
        BulkEventRequest request,
        RequestKey key,
        Caller caller,
        DirectoryStore directory,
        IParticipationStore store,
        TimeProvider clock,
        ILogger<BulkEventRequest> log,
        CancellationToken cancellation)
    {
        if (await directory.ProgrammeNameAsync(request.ProgrammeId, cancellation) is null)
            return Problems.Invalid(new InvalidMember("/programme_id", $"There is no programme {request.ProgrammeId}."));
        var bulk = new BulkRequest(request.ProgrammeId, caller.Scope, request.Event, clock.GetUtcNow())
        {
            Actor = request.Actor ?? caller.DefaultActor,
            Note = request.Note,
            ReasonCode = request.ReasonCode,
            Key = key.Key,
        };
        BulkResult result = await store.BulkAsync(bulk, cancellation);
        return result.Match(
            summary =>
            {
                log.BulkDone(request.Event.ToWireName(), request.ProgrammeId, summary.Evaluated, summary.Transitioned + summary.Updated);
                return Summary(request, summary);
            },
            repeated => Repeat(request, repeated),
            _ => Problems.KeyReused,
            _ => Problems.KeyInUse);
    }

    private static IResult Repeat(BulkEventRequest request, RepeatedRequest repeated) => repeated.First.Match<IResult>(_ => Problems.KeyReused, _ => Problems.KeyReused, summary => Summary(request, summary));

    private static Answer Summary(BulkEventRequest request, BulkSummary summary)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("object", "bulk-summary");
            writer.WriteString("programme_id", request.ProgrammeId);
            writer.WriteString("event", request.Event.ToWireName());
            writer.WriteNumber("evaluated", summary.Evaluated);
            writer.WriteNumber("transitioned", summary.Transitioned);
            writer.WriteNumber("updated", summary.Updated);
            writer.WriteNumber("ignored", summary.Ignored);
            writer.WriteNumber("rejected", summary.Rejected);
            // What could not be done is counted where there is any.
            if (summary.SetAside > 0)
                writer.WriteNumber("set_aside", summary.SetAside);
            if (summary.Contended > 0)
                writer.WriteNumber("contended", summary.Contended);
            writer.WriteEndObject();
        }

        return new Answer(StatusCodes.Status200OK, Answer.Json, buffer.WrittenMemory);
    }
}
