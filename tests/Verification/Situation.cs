namespace Vpp.Lifecycle.Tests.Verification;

/// <summary>A configuration and a shortest way to it from a request.</summary>
internal sealed record Situation(MeterAccess MeterAccess, IReadOnlyList<Trigger> Triggers, Participation Participation)
{
    /// <summary>All 51, by code.</summary>
    internal static readonly IReadOnlyList<Situation> All = FindAll();

    internal Configuration Configuration => Participation.Configuration;

    private static List<Situation> FindAll()
    {
        var details = new ParticipationDetails { Id = "vpp_0123456789abcdef01234567", DeviceId = "device", LocationId = "location", LiveMode = true };
        var at = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        var found = new SortedDictionary<byte, Situation>();
        var queue = new Queue<Situation>();
        foreach (MeterAccess meterAccess in Enum.GetValues<MeterAccess>())
            queue.Enqueue(new Situation(meterAccess, [], Participation.Request(details, meterAccess, at)));
        while (queue.TryDequeue(out Situation? here))
        {
            if (!found.TryAdd(here.Configuration.Code, here))
                continue;
            foreach (Trigger trigger in here.Participation.PermittedTriggers)
                queue.Enqueue(new Situation(here.MeterAccess, [.. here.Triggers, trigger], here.Participation.ApplyOrThrow(trigger, at)));
        }

        return [.. found.Values];
    }
}
