using EnrolmentService.Description;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary><c>PATCH /vpp-participations/{id}</c>: amends details while the request is not finalised (R18).</summary>
internal static class AmendEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch(Paths.Participations + "/{id}", PatchAsync)
        .DescribesWrite<ParticipationSchema>("amendParticipation", "Amends details while the request is not finalised.", 200, "The participation.", [DescribedHeaders.ContentLanguage, DescribedHeaders.ETag, DescribedHeaders.Link], 404, 412)
        .TakesBody<AmendRequest>()
        .RepeatsAs(static (answers, repeated) => ParticipationAnswers.Of(repeated, (accepted, at) => answers.Resource(accepted.Stored, at)));

    private static async Task<IResult> PatchAsync(
        string id,
        AmendRequest request,
        RequestKey key,
        IfMatch ifMatch,
        Caller caller,
        IParticipationStore store,
        ParticipationAnswers answers,
        CancellationToken cancellation)
    {
        var write = new ParticipationWrite
        {
            Actor = request.Actor ?? caller.DefaultActor,
            Note = request.Note,
            ReasonCode = request.ReasonCode,
            IfVersion = ifMatch.Versions,
            Within = caller.Scope,
            Key = key.Key,
        };
        ChangeResult result = await store.AmendAsync(
            id, details => request.AmendsReference ? details with { ProviderReferenceId = request.ProviderReferenceId } : details, write, cancellation);
        return answers.Of(result, (accepted, at) => answers.Resource(accepted.Stored, at));
    }
}
