using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Endpoints;

/// <summary><c>GET /vpp-participations</c> for those who operate programmes: by programme, state, suspension reason and time of change, in place of a device.</summary>
internal static class SearchEndpoint
{
    private const string StartingAfter = "starting_after";
    private const string EndingBefore = "ending_before";

    // A time and an identifier.
    private const int LongestCursor = TextRules.LongestIdentifier + 17;

    private static readonly string[] Filters = ["programme_id", "state", "suspension_reason", "changed_since"];

    public static IReadOnlyList<DescribedParameter> Parameters { get; } =
    [
        DescribedParameter.Identifier("programme_id", "The programme; without device_id."),
        DescribedParameter.Words("state", "The states, joined by commas, one of which it is in; without device_id."),
        DescribedParameter.Words("suspension_reason", "The reasons, joined by commas, at least one of which is active; without device_id."),
        DescribedParameter.Words("changed_since", "Only those changed at this time or later, by the service's clock; then the oldest change comes first. Without device_id."),
    ];

    /// <summary>Whether the query asks for an account's participations, and not for a device's.</summary>
    public static bool IsAskedFor(IQueryCollection query) => Filters.Any(query.ContainsKey);

    public static async Task<IResult> SearchAsync(HttpRequest request, Caller caller, IParticipationLists lists, DirectoryStore directory, DateTimeOffset now, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        ParticipationSearch search = Read(query, caller.Scope, request.Query.ContainsKey("device_id"));
        if (search.ProgrammeId is { } programme && await directory.ProgrammeNameAsync(programme, cancellation) is null)
            query.Reject("programme_id", $"There is no programme {programme}.");
        if (query.Faults.Count > 0)
            return Problems.Invalid(query.Faults);
        SearchResult result = await lists.SearchAsync(search, cancellation);
        return result.Match<IResult>(
            page => Answer.ForReader(messages => ListAnswer.Of(
                    Paths.Participations, page.HasMore, search.ChangedSince is null ? null : page.LastCursor,
                    page.Items.Select(item => ParticipationResource.From(item.Participation, now, messages).ToUtf8Bytes())).In(messages).LeavingOut(page.LeftOut)),
            unknown => Problems.Invalid(new InvalidMember(search.StartingAfter is null ? EndingBefore : StartingAfter, unknown.Reason)));
    }

    private static ParticipationSearch Read(QueryReader query, ParticipationScope scope, bool namesDevice)
    {
        if (namesDevice)
            query.Reject("device_id", $"device_id is given together with another filter. Allowed: device_id, or some of {string.Join(", ", Filters)}.");
        var search = new ParticipationSearch(scope)
        {
            ProgrammeId = query.Text("programme_id"),
            States = query.Names<ParticipationState>("state", WireNames.ToWireName),
            SuspensionReasons = query.Names<SuspensionReason>("suspension_reason", WireNames.ToWireName),
            ChangedSince = query.Time("changed_since"),
            Limit = query.Limit("limit", ParticipationListQuery.MaxLimit, ParticipationListQuery.DefaultLimit),
            StartingAfter = query.Text(StartingAfter, LongestCursor),
            EndingBefore = query.Text(EndingBefore, LongestCursor),
        };
        if (search is { StartingAfter: not null, EndingBefore: not null })
            query.Reject(EndingBefore, $"{EndingBefore} is given together with {StartingAfter}. Allowed: one of the two.");
        return search;
    }
}
