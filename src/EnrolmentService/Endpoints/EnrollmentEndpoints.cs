using System.Data.Common;
using EnrolmentService.Description;
using EnrolmentService.Directory;
using EnrolmentService.Http;
using EnrolmentService.Identity;
using EnrolmentService.Stored;
using Vpp.Lifecycle.Hosting;

namespace EnrolmentService.Endpoints;

/// <summary><c>/v1/enrollments/{id}</c>: the same participations, as an operator's system sees them.</summary>
internal static class EnrollmentEndpoints
{
    private const int MostAttempts = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead(Paths.Enrollments + "/{id}", GetAsync).DescribesEnrollment("getEnrollment", "The participation as an operator's system sees it.", isWrite: false);
        routes.MapPatch(Paths.Enrollments + "/{id}", PatchAsync)
            .DescribesEnrollment("patchEnrollment", "Changes status, text or groups, all or none.", isWrite: true)
            .TakesBody<EnrollmentPatchRequest>()
            .AddEndpointFilter(new IdempotencyFilter(static (context, repeated) => RepeatAsync(repeated, context.HttpContext.RequestServices.GetRequiredService<SiteStore>(), context.HttpContext.RequestAborted)));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IParticipationStore store, SiteStore sites, ParticipationAnswers answers, CancellationToken cancellation)
    {
        FindResult found = await store.FindAsync(id, caller.Scope, cancellation);
        for (int attempt = 1; found.TryPickStored(out StoredParticipation? stored); attempt++)
        {
            EnrollmentSite site = await sites.FindAsync(stored.Participation.Details, cancellation);
            found = await store.FindAsync(id, caller.Scope, cancellation);
            // Between two readings that give the same, the site is that of this version.
            if (found.Stored is { } still && (still.Version == stored.Version || attempt == MostAttempts))
                return EnrollmentView.Of(still, site).Answer();
        }

        return found.Match(_ => Problems.NotFound, _ => Problems.NotFound, answers.Unreadable);
    }

    private static async Task<IResult> PatchAsync(
        string id,
        EnrollmentPatchRequest request,
        RequestKey key,
        IfMatch ifMatch,
        Caller caller,
        IParticipationStore store,
        SiteStore sites,
        ParticipationAnswers answers,
        ParticipationRules rules,
        UnreadableRows unreadable,
        TimeProvider clock,
        CancellationToken cancellation)
    {
        string? note = request.StatusReason is "" ? null : request.StatusReason;
        var write = new ParticipationWrite { Actor = caller.DefaultActor, Note = note, Within = caller.Scope, Key = key.Key };
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            FindResult found = await store.FindAsync(id, caller.Scope, cancellation);
            if (found.Stored is not { Participation.Details: { } details })
                return found.Match(_ => Problems.NotFound, _ => Problems.NotFound, answers.Unreadable);
            EnrollmentSite site = await sites.FindAsync(details, cancellation);
            var change = new EnrollmentChange(
                request.Patch, ifMatch, site, await sites.GroupsAsync(caller, cancellation), unreadable, rules.Timers, caller.DefaultActor, clock.GetUtcNow());
            try
            {
                ChangeResult result = await store.ChangeAsync(id, change.Decide, write, cancellation);
                bool isRead = change.Rejection is not null || change.ChangesNothing;
                // A write has checked the site's version; where nothing was written it may have changed since it was read.
                if (isRead && await sites.VersionAsync(details, cancellation) != site.Version)
                    continue;
                if (result.IsT4)
                    return await RepeatAsync(result.AsT4, sites, cancellation);
                return change.Rejection is { } rejection && result.IsT1 ? rejection : answers.Of(result, (accepted, _) => EnrollmentView.Of(accepted.Stored, change.Site).Answer());
            }
            catch (DbException fault) when (SiteStore.IsOutdated(fault))
            {
                // Another has changed the site or its groups since they were read, and may be about to commit: all is judged anew.
                await Task.Delay(Random.Shared.Next(1, 4 * attempt), cancellation);
            }
        }

        return Problems.Contended;
    }

    private static async ValueTask<IResult> RepeatAsync(RepeatedRequest repeated, SiteStore sites, CancellationToken cancellation)
    {
        if (repeated.First.Value is not AcceptedChange { Stored: { } stored } || repeated.Memo is null)
            return Problems.KeyReused;
        var memo = EnrollmentMemo.Read(stored.Participation.Id, repeated.Memo);
        EnrollmentSite site = memo.Site ?? await sites.FindAsync(stored.Participation.Details, cancellation);
        return new EnrollmentView(stored.Participation, stored.Version, site, memo.Facts).Answer();
    }
}
