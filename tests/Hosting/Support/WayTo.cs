using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Tests.Hosting.Support;

/// <summary>A stored participation in each configuration, and many like them.</summary>
internal static class WayTo
{
    /// <summary>Stores a participation and leads it to a configuration by a shortest way.</summary>
    public static async Task<StoredParticipation> GivenAsync(this TestHost host, string id, Configuration goal, string programme = "vpr_1", string account = "acc_1")
    {
        MeterAccess meterAccess = goal.MeterAccessOutstanding ? MeterAccess.Required : MeterAccess.NotRequired;
        var requested = Participation.Request(Given.Details(id, $"dev_of_{id}", programme, account), meterAccess, host.Now);
        StoredParticipation stored = (await host.Store.CreateAsync(requested)).AsT0.Stored;
        IReadOnlyList<Trigger> way = requested.Configuration.PathTo(goal)!;
        if (way.Count == 0)
            return stored;
        ChangeResult result = await host.Store.ApplyAllAsync(id, [.. way.Select(trigger => new TriggerAt(trigger, host.Now))]);
        return result.TryPickAccepted(out AcceptedChange? accepted) ? accepted.Stored : throw new InvalidOperationException(result.Value.ToString());
    }

    /// <summary>Copies every stored participation a number of times, each under identifiers of its own, without their histories.</summary>
    public static Task<int> CopyAsync(this TestHost host, int times) => host.ExecuteAsync(
        "INSERT INTO participation (id, device_id, snapshot, version, version_token, event_count, configuration, is_open, due_fingerprint, next_due_at, account_id, live_mode, programme_id, " +
        "time_created, host_data, changed_at) " +
        "SELECT id || '_' || n, device_id || '_' || n, " +
        "REPLACE(REPLACE(snapshot, '\"' || id || '\"', '\"' || id || '_' || n || '\"'), '\"' || device_id || '\"', '\"' || device_id || '_' || n || '\"'), " +
        "version, version_token, event_count, configuration, is_open, due_fingerprint, next_due_at, account_id, live_mode, programme_id, time_created, host_data, changed_at + n " +
        $"FROM participation CROSS JOIN (WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {times}) SELECT n FROM numbers) AS copies");
}
