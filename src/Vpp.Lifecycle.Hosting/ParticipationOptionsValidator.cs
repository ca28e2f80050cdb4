using Microsoft.Extensions.Options;

namespace Vpp.Lifecycle.Hosting;

/// <summary>Finds settings that cannot work, all of them at once.</summary>
internal sealed class ParticipationOptionsValidator : IValidateOptions<ParticipationOptions>
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public ValidateOptionsResult Validate(string? name, ParticipationOptions options)
    {
        List<string> faults =
        [
            .. Within(nameof(options.DeadlinePolling), options.DeadlinePolling, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(30)),
            .. Within(nameof(options.LatestVisits), options.LatestVisits, 2, 10_000),
            .. Within(nameof(options.RememberedParticipations), options.RememberedParticipations, 0, 10_000_000),
            .. Within(nameof(options.BulkBatch), options.BulkBatch, 1, 100_000),
            .. Within(nameof(options.IdempotencyKeptFor), options.IdempotencyKeptFor, TimeSpan.FromSeconds(1), Year),
            .. Within(nameof(options.FeedKeptFor), options.FeedKeptFor, TimeSpan.FromSeconds(1), 10 * Year),
            .. Within(nameof(options.StateCounting), options.StateCounting, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            .. Within(nameof(options.LockTimeout), options.LockTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5)),
        ];
        if (options.ConnectionString is null)
            faults.Add("There is no database. Call UseSqlite, UsePostgres or UseDatabase.");
        if (options.Timers is null)
            faults.Add("Timers is null. Allowed: timers; LifecycleTimers.Default for telemetry silence alone.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Within<T>(string name, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            yield return FormattableString.Invariant($"{name} is {value}. Allowed: {least} to {most}.");
    }
}
