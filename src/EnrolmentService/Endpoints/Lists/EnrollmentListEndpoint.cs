using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary><c>GET /v1/enrollments</c>: the participations of a programme, as an operator's system sees them.</summary>
internal static class EnrollmentListEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead(Paths.Enrollments, ListAsync)
        .DescribesEnrollmentList("listEnrollments", "The participations of a programme as an operator's system sees them.")
        .WithMetadata(
            DescribedParameter.Identifier("program_id", "The programme.", isRequired: true),
            DescribedParameter.Words("status", "The statuses, joined by commas, one of which it shows."),
            DescribedParameter.Identifier("group_id", "A group that its site belongs to; then the order is that of the sites."),
            DescribedParameter.Words("cursor", "The next_cursor of the page before."),
            DescribedParameter.Number("limit", "How many enrollments at most.", 1, ParticipationListQuery.MaxLimit, ParticipationListQuery.DefaultLimit));

    private static async Task<IResult> ListAsync(
        HttpRequest request, Caller caller, IParticipationLists lists, DirectoryStore directory, SiteStore sites, GroupWalk walk, UnreadableRows unreadable, CancellationToken cancellation)
    {
        var query = new QueryReader(request.Query);
        string? programme = query.Text("program_id");
        IReadOnlyList<FlipEnrollmentStatus> statuses = query.Names<FlipEnrollmentStatus>("status", FlipWireNames.ToWireName);
        string? group = query.Text("group_id");
        string? cursor = query.Text("cursor", GroupCursor.Longest);
        int limit = query.Limit("limit", ParticipationListQuery.MaxLimit, ParticipationListQuery.DefaultLimit);
        if (programme is null && query.Faults.Count == 0)
            query.Reject("program_id", "program_id is missing.");
        else if (programme is not null && await directory.ProgrammeNameAsync(programme, cancellation) is null)
            query.Reject("program_id", $"There is no programme {programme}.");
        if (group is not null && !(await sites.GroupsAsync(caller, cancellation)).ContainsKey(group))
            query.Reject("group_id", $"There is no group {group}.");
        if (query.Faults.Count > 0)
            return Answer.Of(Invalid(query.Faults));

        var search = new ParticipationSearch(caller.Scope) { ProgrammeId = programme, States = StatesOf(statuses), Limit = limit, StartingAfter = cursor };
        if (group is not null)
        {
            return await walk.PageAsync(search, group, cancellation) is { } walked
                ? Page(walked.Items, walked.NextCursor, walked.LeftOut)
                : Answer.Of(Invalid([new InvalidMember("cursor", "It is no cursor of this group's list.")]));
        }

        SearchResult result = await lists.SearchAsync(search, cancellation);
        if (!result.TryPickT0(out SearchPage page, out UnknownSearchCursor unknown))
            return Answer.Of(Invalid([new InvalidMember("cursor", unknown.Reason)]));
        var views = new List<EnrollmentView>(page.Items.Count);
        int leftOut = page.LeftOut;
        foreach (StoredParticipation stored in page.Items)
        {
            try
            {
                views.Add(EnrollmentView.Of(stored, await sites.FindAsync(stored.Participation.Details, cancellation)));
            }
            catch (UnreadableDataException fault)
            {
                unreadable.Tell(fault);
                leftOut++;
            }
        }

        return Page(views, page.HasMore ? page.LastCursor : null, leftOut);
    }

    private static IReadOnlyCollection<ParticipationState> StatesOf(IReadOnlyList<FlipEnrollmentStatus> statuses) =>
        [.. LifecycleSpecification.States.Select(descriptor => descriptor.State).Where(state => statuses.Contains(FlipStatusMapping.Default[state]))];

    private static Answer Page(IEnumerable<EnrollmentView> views, string? nextCursor, int leftOut) => ListAnswer.Write(writer =>
    {
        ListAnswer.WriteItems(writer, "enrollments", views.Select(view => view.Enrollment.ToUtf8Bytes()));
        writer.WriteString("next_cursor", nextCursor);
    }).LeavingOut(leftOut);

    private static FlipError Invalid(IReadOnlyList<InvalidMember> faults) => new(
        StatusCodes.Status422UnprocessableEntity, "INVALID_REQUEST", string.Join(" ", faults.Select(fault => fault.Detail)),
        faults.Select(fault => new FlipErrorDetail(["query", fault.Pointer], fault.Detail, "invalid_value")), faults.Select(fault => new FlipErrorEntry(fault.Detail, fault.Pointer)));
}
