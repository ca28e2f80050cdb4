using Microsoft.EntityFrameworkCore;
using Vpp.Lifecycle;

namespace EntityFramework;

/// <summary>Creates and changes enrolments. Each change is one SaveChanges: the entity and its events, or nothing.</summary>
public sealed class EnrolmentStore(IDbContextFactory<EnrolmentContext> contexts, LifecycleTimers timers, TimeProvider clock)
{
    private const int MostAttempts = 10;

    public async Task CreateAsync(ParticipationDetails details, MeterAccess meterAccess, CancellationToken cancellation = default)
    {
        await using EnrolmentContext context = await contexts.CreateDbContextAsync(cancellation);
        context.Add(new Enrolment(new ParticipationRequested(details, meterAccess, clock.GetUtcNow()), timers));
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>Delivers an event. Null where there is no such enrolment.</summary>
    public Task<DeliveryResult?> DeliverAsync(string id, Trigger trigger, DateTimeOffset occurredAt, string? actor = null, CancellationToken cancellation = default) =>
        ChangeAsync(id, enrolment => enrolment.Deliver(trigger, occurredAt, clock.GetUtcNow(), timers, actor), cancellation);

    /// <summary>Applies what has fallen due, and says of how many enrolments: a hundred at most, so call it again then, and every few seconds.</summary>
    public async Task<int> AdvanceAsync(CancellationToken cancellation = default)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        await using EnrolmentContext context = await contexts.CreateDbContextAsync(cancellation);
        string[] due = await context.Enrolments.Where(row => row.NextDueAt <= now).OrderBy(row => row.NextDueAt).Select(row => row.Id).Take(100).ToArrayAsync(cancellation);
        foreach (string id in due)
            await ChangeAsync(id, enrolment => enrolment.Advance(now.Value, timers), cancellation);
        return due.Length;
    }

    #region ef-change
    private async Task<TResult?> ChangeAsync<TResult>(string id, Func<Enrolment, TResult> change, CancellationToken cancellation)
        where TResult : class
    {
        for (int attempt = 1; ; attempt++)
        {
            await using EnrolmentContext context = await contexts.CreateDbContextAsync(cancellation);
            if (await context.Enrolments.SingleOrDefaultAsync(row => row.Id == id, cancellation) is not { } enrolment)
                return null;
            TResult result = change(enrolment);
            try
            {
                await context.SaveChangesAsync(cancellation);
                return result;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Somebody else has written since: read again, and decide on what is stored now.
            }
        }
    }
    #endregion
}
