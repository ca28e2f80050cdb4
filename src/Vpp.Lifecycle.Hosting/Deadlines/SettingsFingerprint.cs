using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vpp.Lifecycle.Hosting.Deadlines;

/// <summary>A short stable hash of all that a due time is made of: the timers and the specification.</summary>
internal static class SettingsFingerprint
{
    public static long Of(LifecycleTimers timers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (TriggerDescriptor trigger in LifecycleSpecification.Triggers)
                hash.AppendData([TransitionTable.Next(configuration, trigger.Trigger).Bits]);
        }

        hash.AppendData(Encoding.UTF8.GetBytes(Words(timers)));
        return BinaryPrimitives.ReadInt64BigEndian(hash.GetHashAndReset());
    }

    private static string Words(LifecycleTimers timers) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{timers.TelemetrySilence?.Ticks}|{timers.ConsentDecision?.Ticks}|{timers.FirstTelemetry?.Ticks}|{timers.ConsentValidity?.Ticks}|{timers.NoticePeriod?.Ticks}|") +
        string.Join('|', timers.Waits.Select(wait => string.Create(CultureInfo.InvariantCulture, $"{(int)wait.State},{wait.Limit.Ticks},{(int)wait.Trigger}")).Order(StringComparer.Ordinal));
}
