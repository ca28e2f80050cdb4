using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vpp.Lifecycle.Hosting.Deadlines;

/// <summary>A short stable hash of all that a due time is made of: the timers and the specification.</summary>
internal static class SettingsFingerprint
{
    private static readonly byte[] Specification =
        [.. from configuration in Configuration.All from trigger in LifecycleSpecification.Triggers select TransitionTable.Next(configuration, trigger.Trigger).Bits];

    public static long Of(LifecycleTimers timers) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData([.. Specification, .. Encoding.UTF8.GetBytes(Words(timers))]));

    private static string Words(LifecycleTimers timers) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{timers.TelemetrySilence?.Ticks}|{timers.ConsentDecision?.Ticks}|{timers.FirstTelemetry?.Ticks}|{timers.ConsentValidity?.Ticks}|{timers.NoticePeriod?.Ticks}|") +
        string.Join('|', timers.Waits.Select(wait => string.Create(CultureInfo.InvariantCulture, $"{(int)wait.State},{wait.Limit.Ticks},{(int)wait.Trigger}")).Order(StringComparer.Ordinal));
}
