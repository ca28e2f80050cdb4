using System.Globalization;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>One thing that happens to a participation: a trigger, or an amendment of its details when there is none.</summary>
public sealed record Command(Trigger? Trigger, DateTimeOffset At)
{
    public override string ToString() =>
        $"{At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture)}Z {Trigger?.ToWireName() ?? "amend details"}";
}
