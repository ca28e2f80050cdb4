using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Endpoints;

/// <summary>One participation, and a device's list.</summary>
internal static class ReadEndpoints
{
    private static readonly string[] ListIdentifiers = ["device_id", "starting_after", "ending_before"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(Paths.Participations + "/{id}", GetAsync)
            .DescribesRead<ParticipationSchema>("getParticipation", "One participation.", "The participation.", [DescribedHeaders.ContentLanguage, DescribedHeaders.ETag, DescribedHeaders.Link], 404);
        routes.MapRead(Paths.Participations, ListAsync)
            .DescribesRead<ParticipationListSchema>("listParticipations", "A device's participations, or those of an account by programme, state and more, newest first.", "A page.", [DescribedHeaders.ContentLanguage, DescribedHeaders.LeftOut], 422)
            .WithMetadata(
                DescribedParameter.Identifier("device_id", "The device; needed unless another filter is given."),
                DescribedParameter.Number("limit", "How many participations at most.", 1, ParticipationListQuery.MaxLimit, ParticipationListQuery.DefaultLimit),
                DescribedParameter.Identifier("starting_after", "The participation after which the page begins; with changed_since the next of the page before."),
                DescribedParameter.Identifier("ending_before", "The participation before which the page ends."))
            .WithMetadata([.. SearchEndpoint.Parameters]);
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IParticipationStore store, ParticipationAnswers answers, CancellationToken cancellation)
    {
        FindResult found = await store.FindAsync(id, caller.Scope, cancellation);
        return found.Match<IResult>(answers.Resource, _ => Problems.NotFound, answers.Unreadable);
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request, Caller caller, IParticipationStore store, IParticipationLists lists, DirectoryStore directory, TimeProvider clock, CancellationToken cancellation)
    {
        if (SearchEndpoint.IsAskedFor(request.Query))
            return await SearchEndpoint.SearchAsync(request, caller, lists, directory, clock.GetUtcNow(), cancellation);
        // All that can be no identifier is named at once; the query itself stops at the first.
        InvalidMember[] faults =
        [
            .. ListIdentifiers
                .Where(name => request.Query[name] is [{ Length: > 0 } value] && !TextRules.IsIdentifier(value))
                .Select(name => new InvalidMember(name, $"{name} is no identifier: it has 1 to {TextRules.LongestIdentifier} characters and no control characters.")),
        ];
        if (faults.Length > 0)
            return Problems.Invalid(faults);
        var parameters = request.Query.SelectMany(parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value));
        if (!ParticipationListQuery.TryParse(parameters, out ParticipationListQuery? query, out ParticipationListQueryError? error))
            return Problems.Invalid(new InvalidMember(error.Parameter, error.Message));
        string cursor = query.IsBackward ? "ending_before" : "starting_after";
        ListResult result = await store.ListAsync(query, caller.Scope, cancellation);
        return result.Match<IResult>(
            page => Answer.ForReader(messages =>
                Answer.OfJson(ParticipationList.From(page.Page, clock.GetUtcNow(), Paths.Participations, messages).ToUtf8Bytes()).In(messages).LeavingOut(page.LeftOut)),
            unknown => Problems.Invalid(new InvalidMember(cursor, new UnknownCursorException(unknown.Query).Message)));
    }
}
