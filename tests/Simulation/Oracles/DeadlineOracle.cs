using Vpp.Lifecycle.Tests.Simulation.Host;
using Vpp.Lifecycle.Tests.Simulation.Model;
using Vpp.Lifecycle.Tests.Simulation.Runs;
using Vpp.Lifecycle.Tests.Simulation.Time;

namespace Vpp.Lifecycle.Tests.Simulation.Oracles;

/// <summary>Nothing that is due stays unfired for longer than two polls, once nothing is in the way any more.</summary>
internal sealed class DeadlineOracle(HistoryOracle histories, Disturbances disturbances, Action<Promise, string> report)
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    // After so long without a word an instance is taken to be gone.
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(62);

    public void Check(DatabaseState state, long now, IEnumerable<SimulatedInstance> living)
    {
        if (state.InForce is not { } inForce)
            return;
        SimulatedInstance[] alive = [.. living];
        SimulatedInstance? fastest = alive.Where(instance => instance.Settings.Fingerprint == inForce.Fingerprint).MinBy(instance => instance.Settings.Polling);
        if (fastest is null)
        {
            CheckTakenOver(alive, now);
            return;
        }

        long patience = (2 * fastest.Settings.Polling + Slack).Ticks;
        foreach (StoredRecord record in state.Participations.Values)
        {
            if (histories.Of(record)?.FirstDue(fastest.Settings.Timers) is not { } due)
                continue;
            // An instance with other timers may have written it when it was due by these.
            long since = Math.Max(Math.Max(due.At, record.AskedAt) - SimulatedClock.Start.UtcTicks, disturbances.LastFor(record.Row.Id));
            if (since + patience < now)
            {
                report(
                    Promise.DueIsFired,
                    $"{due.Trigger} of {record.Row.Id} has been due since {TimeSpan.FromTicks(due.At - SimulatedClock.Start.UtcTicks).TotalSeconds:0.##} s, with nothing in the way since " +
                    $"{TimeSpan.FromTicks(since).TotalSeconds:0.##} s and polls of {fastest.Settings.Polling.TotalSeconds} s.");
                return;
            }
        }
    }

    /// <summary>Nobody lives that has the settings in force: one that lives puts its own in their place.</summary>
    private void CheckTakenOver(SimulatedInstance[] alive, long now)
    {
        if (alive.Length > 0 && disturbances.LastOfAll + Gone.Ticks + alive.Min(instance => 2 * instance.Settings.Polling).Ticks < now)
            report(Promise.DueIsFired, $"No instance has the timers in force since {TimeSpan.FromTicks(disturbances.LastOfAll).TotalSeconds:0.##} s, and none takes over.");
    }
}
