using Vpp.Lifecycle.Hosting.Deadlines;

namespace Vpp.Lifecycle.Tests.Simulation.Host;

/// <summary>The settings that an instance is started with.</summary>
internal sealed record InstanceSettings(LifecycleTimers Timers, TimeSpan Polling, TimeSpan KeysKeptFor, TimeSpan LockTimeout, int LatestVisits, int Remembered, int PoolSize)
{
    /// <summary>What may be configured, on a scale of minutes in place of days.</summary>
    public static IReadOnlyList<LifecycleTimers> AllTimers { get; } =
    [
        new LifecycleTimers { TelemetrySilence = TimeSpan.FromSeconds(40) },
        new LifecycleTimers { TelemetrySilence = TimeSpan.FromSeconds(90), NoticePeriod = TimeSpan.FromSeconds(30) },
        new LifecycleTimers { TelemetrySilence = null },
        new LifecycleTimers { TelemetrySilence = TimeSpan.FromSeconds(15), ConsentValidity = TimeSpan.FromSeconds(60), ConsentDecision = TimeSpan.FromSeconds(25) },
        new LifecycleTimers { TelemetrySilence = TimeSpan.FromSeconds(60), FirstTelemetry = TimeSpan.FromSeconds(20), ConsentDecision = TimeSpan.FromSeconds(50) },
    ];

    /// <summary>The timers by the fingerprint under which the database knows them.</summary>
    public static IReadOnlyDictionary<long, LifecycleTimers> ByFingerprint { get; } = AllTimers.ToDictionary(SettingsFingerprint.Of);

    private static readonly Dictionary<LifecycleTimers, long> Fingerprints = AllTimers.ToDictionary(timers => timers, SettingsFingerprint.Of);

    public long Fingerprint => Fingerprints[Timers];

    /// <param name="chances">What is drawn from.</param>
    /// <param name="keysKeptFor">The same for all instances: one that keeps keys for a shorter time takes over what another still keeps.</param>
    public static InstanceSettings Draw(Random chances, TimeSpan keysKeptFor) => new(
        AllTimers[chances.Next(AllTimers.Count)],
        TimeSpan.FromSeconds(chances.Next(5, 16)),
        keysKeptFor,
        TimeSpan.FromSeconds(chances.Next(1, 6)),
        chances.Next(3) == 0 ? 2 : 100,
        chances.Next(4) == 0 ? 0 : 4,
        chances.Next(8, 17));

    public override string ToString() =>
        $"timers {AllTimers.ToList().IndexOf(Timers)}, polling {Polling.TotalSeconds} s, keys kept {KeysKeptFor.TotalSeconds} s, lock timeout {LockTimeout.TotalSeconds} s, " +
        $"{LatestVisits} visits, {Remembered} remembered, pool of {PoolSize}";
}
