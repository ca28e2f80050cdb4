using EnrolmentService.Directory;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Pages.Operator;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Operator;

/// <summary><c>/operator/bulk</c>: one action for all of a programme, which is asked for, then confirmed with the number that it concerns.</summary>
internal static class BulkPageEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(OperatorPaths.Bulk, GetAsync);
        routes.MapPost(OperatorPaths.Bulk, PostAsync).WithMetadata(new TakesForm()).WithRequestTimeout(BulkEndpoint.TimeoutPolicy);
    }

    private static async Task<IResult> GetAsync(
        string? programme, string? @event, HttpContext context, Caller caller, IParticipationLists lists, DirectoryStore directory, OperatorDirectory names, OperatorRenderer pages, CancellationToken cancellation)
    {
        var view = new BulkView { Programmes = await names.ProgrammesAsync(cancellation), ProgrammeId = programme, Action = OperatorAction.Find(@event) };
        if (programme is null && @event is null)
            return await ShowAsync(context, pages, view, StatusCodes.Status200OK);
        if (view.Action is null || programme is null || !TextRules.IsIdentifier(programme) || await directory.ProgrammeNameAsync(programme, cancellation) is not { } name)
            return await ShowAsync(context, pages, view with { Fault = "Choose a programme and what to do." }, StatusCodes.Status422UnprocessableEntity);
        FleetCounts fleet = (await lists.CountAsync(caller.Scope, programme, cancellation)).Fleet;
        return await ShowAsync(context, pages, view with { ProgrammeName = name, Total = fleet.Total, Concerned = Concerned(fleet, view.Action.Trigger) }, StatusCodes.Status200OK);
    }

    private static async Task<IResult> PostAsync(
        OperatorForm form,
        HttpContext context,
        Caller caller,
        IParticipationStore store,
        DirectoryStore directory,
        OperatorDirectory names,
        OperatorRenderer pages,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        string? note = form["note"];
        string? code = form["reason_code"];
        var view = new BulkView { Programmes = await names.ProgrammesAsync(cancellation), ProgrammeId = form["programme"], Action = OperatorAction.Find(form["event"]) };
        if (view.Action is not { } action || view.ProgrammeId is not { } programme || !TextRules.IsIdentifier(programme) || await directory.ProgrammeNameAsync(programme, cancellation) is not { } name)
            return await ShowAsync(context, pages, view with { Fault = "Nothing was done. Choose a programme and what to do." }, StatusCodes.Status422UnprocessableEntity);
        string? fault = TextRules.FaultOfText(note ?? "", "The note") ?? (code is null ? null : TextRules.FaultOfReasonCode(code, "The reason code")) ?? (form["sure"] is null ? "Say that you are sure." : null);
        if (fault is not null)
            return await ShowAsync(context, pages, view with { Fault = $"Nothing was done. {fault}" }, StatusCodes.Status422UnprocessableEntity);

        var bulk = new BulkRequest(programme, caller.Scope, action.Trigger, clock.GetUtcNow())
        {
            Actor = caller.DefaultActor,
            Note = note,
            ReasonCode = code,
            Key = ParticipationPageEndpoint.FormKey(caller, form),
        };
        view = view with { ProgrammeName = name };
        BulkResult result = await store.BulkAsync(bulk, cancellation);
        return await result.Match(
            summary => ShowAsync(context, pages, view with { Summary = summary }, StatusCodes.Status200OK),
            repeated => ShowAsync(context, pages, view with { Summary = repeated.First.Value as BulkSummary }, StatusCodes.Status200OK),
            _ => ShowAsync(context, pages, view with { Fault = "Nothing was done. The form was sent before, and differently." }, StatusCodes.Status422UnprocessableEntity),
            _ => ShowAsync(context, pages, view with { Fault = "The same form is being worked on. Load the page again later for what it came to." }, StatusCodes.Status409Conflict));
    }

    /// <summary>How many the trigger would change: read off the configurations, as the bulk request itself does.</summary>
    private static long Concerned(FleetCounts fleet, Trigger trigger) =>
        Configuration.All.Where(configuration => TransitionTable.Next(configuration, trigger).Outcome is Outcome.Transitioned or Outcome.Updated).Sum(configuration => fleet[configuration]);

    private static async Task<IResult> ShowAsync(HttpContext context, OperatorRenderer pages, BulkView view, int status) =>
        await pages.RenderAsync<BulkPage>(context, new() { [nameof(BulkPage.View)] = view }, status);
}
