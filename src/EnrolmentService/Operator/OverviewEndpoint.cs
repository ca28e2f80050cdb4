using System.Globalization;
using EnrolmentService.Endpoints;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Pages.Operator;
using Microsoft.AspNetCore.Mvc;
using Vpp.Lifecycle;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Operator;

/// <summary><c>GET /operator</c>: counts by state, and a list by programme, state, reason and time of change.</summary>
internal static class OverviewEndpoint
{
    private const int PageLength = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapRead(OperatorPaths.Home, GetAsync);

    private static async Task<IResult> GetAsync(
        [AsParameters] Query query, HttpContext context, Caller caller, IParticipationStore store, IParticipationLists lists, OperatorDirectory directory, OperatorRenderer pages, CancellationToken cancellation)
    {
        var view = new OverviewView { Programmes = await directory.ProgrammesAsync(cancellation), ProgrammeId = query.Programme, Search = query.Search, ChangedSince = query.ChangedSince };
        ParticipationSearch search = Search(query, caller, view);
        if (query.Search is { Length: > 0 } text)
        {
            if (await FindAsync(text.Trim(), caller, store, view, cancellation) is { } found)
                return found;
        }
        else
        {
            (await lists.SearchAsync(search, cancellation)).Switch(view.Show, unknown => view.Faults.Add($"The page asked for is not there: {unknown.Reason}"));
        }

        ParticipationCounts counts = await lists.CountAsync(caller.Scope, search.ProgrammeId, cancellation);
        view.Counts = [.. LifecycleSpecification.States.Select(state => new StateCount(state.State, counts.Fleet[state.State]))];
        view.SetAside = counts.SetAside;
        IReadOnlyDictionary<string, string> names = await directory.DeviceNamesAsync(caller, view.Items.Select(item => item.Details.DeviceId), cancellation);
        view.DeviceNames = names;
        return await pages.RenderAsync<OverviewPage>(context, new() { [nameof(OverviewPage.View)] = view }, view.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>What is asked; what cannot be understood is told, and not asked.</summary>
    private static ParticipationSearch Search(Query query, Caller caller, OverviewView view)
    {
        var search = new ParticipationSearch(caller.Scope) { Limit = PageLength };
        if (query.Programme is { Length: > 0 } programme)
        {
            if (TextRules.IsIdentifier(programme))
                search = search with { ProgrammeId = programme };
            else
                view.Faults.Add("The programme is no identifier.");
        }

        if (query.State is { Length: > 0 })
        {
            if (WireNames.TryParse(query.State, out ParticipationState state))
                search = search with { States = [(view.State = state).Value] };
            else
                view.Faults.Add("The state is none of the lifecycle's.");
        }

        if (query.Reason is { Length: > 0 })
        {
            if (WireNames.TryParse(query.Reason, out SuspensionReason reason))
                search = search with { SuspensionReasons = [(view.Reason = reason).Value] };
            else
                view.Faults.Add("The reason is none of the lifecycle's.");
        }

        if (query.ChangedSince is { Length: > 0 })
        {
            if (DateOnly.TryParseExact(query.ChangedSince, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
                search = search with { ChangedSince = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) };
            else
                view.Faults.Add("The day is none. Allowed: such as 2026-03-01.");
        }

        if (query.After is { Length: > 0 } && query.Before is { Length: > 0 })
            view.Faults.Add("A page begins after a participation or ends before one, not both.");
        else
            search = search with { StartingAfter = query.After is { Length: > 0 } ? query.After : null, EndingBefore = query.Before is { Length: > 0 } ? query.Before : null };
        view.IsBackward = search.EndingBefore is not null;
        view.IsFirst = search is { StartingAfter: null, EndingBefore: null };
        return search;
    }

    /// <summary>A participation's identifier leads to its page, a device's to its participations.</summary>
    private static async Task<IResult?> FindAsync(string text, Caller caller, IParticipationStore store, OverviewView view, CancellationToken cancellation)
    {
        if (!TextRules.IsIdentifier(text))
        {
            view.Faults.Add("What is looked for is no identifier of a participation or a device.");
            return null;
        }

        if ((await store.FindAsync(text, caller.Scope, cancellation)).Value is not ParticipationNotFound)
            return Redirection.To(OperatorPaths.Participation(text));
        var query = new ParticipationListQuery(text, ParticipationListQuery.MaxLimit);
        (await store.ListAsync(query, caller.Scope, cancellation)).Switch(page => view.Show(page.Page.Items, page.LeftOut, page.Page.HasMore), _ => { });
        return null;
    }

    internal sealed record Query(
        [property: FromQuery(Name = "q")] string? Search,
        [property: FromQuery(Name = "programme")] string? Programme,
        [property: FromQuery(Name = "state")] string? State,
        [property: FromQuery(Name = "reason")] string? Reason,
        [property: FromQuery(Name = "changed_since")] string? ChangedSince,
        [property: FromQuery(Name = "after")] string? After,
        [property: FromQuery(Name = "before")] string? Before);
}
