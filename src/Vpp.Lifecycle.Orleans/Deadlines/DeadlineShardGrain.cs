using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Storage;
using Vpp.Lifecycle.Orleans.Cluster;
using Vpp.Lifecycle.Orleans.Shards;

namespace Vpp.Lifecycle.Orleans.Deadlines;

/// <summary>
/// Applies what falls due, whether the participation is active or not: rows are read and written, no activation is made. A reminder wakes it where it is not awake, on whichever silo; awake, it
/// looks as often as the settings say. Where two are awake at a time, one writes and the other finds nothing left to do.
/// </summary>
[RandomPlacement]
internal sealed class DeadlineShardGrain(
    DatabaseWork databases, IOptions<ParticipationOptions> options, IOptions<ParticipationClusterOptions> cluster, ILogger<DeadlineShardGrain> log) : Grain, IDeadlineShardGrain, IRemindable
{
    // The shortest that reminders know.
    public static readonly TimeSpan WokenEvery = TimeSpan.FromMinutes(1);

    private const string ReminderName = "look for deadlines";
    private static readonly TimeSpan LookingAgainEvery = TimeSpan.FromMinutes(10);

    private Share _share;
    private string? _database;
    private volatile bool _standsBy;
    private DateTime _lookedAgain;

    /// <param name="share">The share.</param>
    /// <param name="database">Of which database; null where there is one.</param>
    public static string KeyOf(Share share, string? database = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{share.Index}/{share.Of}{(database is null ? "" : "/")}{database}");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        string[] key = this.GetPrimaryKeyString().Split('/');
        _share = new Share(int.Parse(key[0], CultureInfo.InvariantCulture), int.Parse(key[1], CultureInfo.InvariantCulture));
        _database = key is [_, _, var database] ? database : null;
        if (!IsUsed)
            return;
        await this.RegisterOrUpdateReminder(ReminderName, WokenEvery, WokenEvery, cancellationToken);
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(TimeSpan.Zero, options.Value.DeadlinePolling) { KeepAlive = true, Interleave = true });
    }

    public async Task KeepLookingAsync() => await RetireIfUnusedAsync();

    public Task ReceiveReminder(string reminderName, TickStatus status) => RetireIfUnusedAsync();

    private bool IsUsed => _share.Of == cluster.Value.DeadlineShards && databases.Has(_database);

    /// <summary>A share of another number of shares, or of other databases, than the settings have now: nobody wakes it again.</summary>
    private async Task RetireIfUnusedAsync()
    {
        if (IsUsed)
            return;
        if (await this.GetReminder(ReminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            // Off the activation's own thread: there may be much to work out.
            await Task.Run(() => LookOnceAsync(cancellation), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LookFailed(fault, this.GetPrimaryKeyString());
        }

        // A silo that was started later has other timers: it is one of those that this goes to.
        if (_standsBy)
            MigrateOnIdle();
    }

    private async Task LookOnceAsync(CancellationToken cancellation)
    {
        DeadlineSweep sweep = await databases.SweepAsync(_database, cancellation);
        if (_share.Index == 0 && DateTime.UtcNow - _lookedAgain >= LookingAgainEvery)
        {
            await sweep.LookAgainAsync(cancellation);
            _lookedAgain = DateTime.UtcNow;
        }

        await sweep.RunAsync(_share, cancellation);
        _standsBy = sweep.StandsBy;
    }
}
