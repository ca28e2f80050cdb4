using Microsoft.Extensions.Logging;
using Vpp.Lifecycle.Hosting.Deadlines;
using Vpp.Lifecycle.Hosting.Lists;
using Vpp.Lifecycle.Hosting.Storage;

namespace Vpp.Lifecycle.Hosting.Telemetry;

/// <summary>Counts the participations by state for the gauge, so that a scrape costs nothing. Nothing is counted while nobody asks.</summary>
internal sealed class StateCountWorker(IListTable table, Preparation preparation, HostingMetrics metrics, ParticipationSettings settings, ILogger log)
    : RepeatingWorker(settings.Options.StateCounting, settings.Clock, log)
{
    /// <summary>A count takes at most a twentieth of the time, however many participations there are.</summary>
    private const int RestPerWork = 20;

    private readonly TimeProvider _clock = settings.Clock;
    private long _restsUntil = long.MinValue;

    protected override async Task RunAsync(CancellationToken cancellation)
    {
        long began = _clock.GetTimestamp();
        if (!metrics.WantsCounts || began < _restsUntil)
            return;
        await preparation.EnsureAsync(cancellation);
        long[] byCode = new long[Configuration.Count];
        long invalid = 0;
        foreach ((int configuration, long count) in await table.CountAllAsync(cancellation))
        {
            if (configuration >= 0 && configuration < byCode.Length)
                byCode[configuration] = count;
            else
                invalid += count;
        }

        metrics.Counted(FleetCounts.FromCodes(byCode, invalid));
        long ended = _clock.GetTimestamp();
        _restsUntil = ended + (RestPerWork * (ended - began));
    }
}
