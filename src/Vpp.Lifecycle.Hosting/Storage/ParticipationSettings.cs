using Microsoft.Extensions.Options;
using Vpp.Lifecycle.Hosting.Deadlines;

namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What a store needs of the options, and what follows from them. Immutable.</summary>
internal sealed class ParticipationSettings(IOptions<ParticipationOptions> options, TimeProvider clock)
{
    /// <summary>How many events lie between two checkpoints.</summary>
    public const int EventsBetweenCheckpoints = 128;

    public ParticipationOptions Options { get; } = options.Value;

    public LifecycleTimers Timers => Options.Timers;

    public TimeProvider Clock => clock;

    /// <summary>Names the timers and the specification that due times are made of.</summary>
    public long Fingerprint { get; } = SettingsFingerprint.Of(options.Value.Timers);

    /// <summary>64 random bits for a new version.</summary>
    public Func<long> DrawToken { get; init; } = static () => Random.Shared.NextInt64(long.MinValue, long.MaxValue);

    /// <summary>Waits for a moment between two tries, by the machine's clock: the host's may stand still.</summary>
    public Func<TimeSpan, CancellationToken, Task> PauseAsync { get; init; } = Task.Delay;

    public DateTimeOffset Now => clock.GetUtcNow();

    public long NowTicks => clock.GetUtcNow().UtcTicks;

    public long KeysExpiredBefore => NowTicks - Options.IdempotencyKeptFor.Ticks;
}
