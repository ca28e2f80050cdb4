using Vpp.Lifecycle.Flip;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

/// <summary>Participations in every configuration, and what a host knows beside them.</summary>
internal static class FlipExample
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    internal static FlipEnrollmentDetails Details { get; } = new()
    {
        Site = new FlipSite { Id = "abc-789", City = "San Francisco", Groups = [new FlipGroup { Id = "my-group", Name = "My Group" }] },
        Devices = [new FlipDevice { Id = "xyz-123" }],
    };

    internal static Participation Requested { get; } = Participation.Request(
        new ParticipationDetails { Id = "497f6eca-6276-4993-bfeb-53cbbbba6f08", DeviceId = "xyz-123", LocationId = "abc-789" }, MeterAccess.Required, Start);

    /// <summary>One participation in each of the 51 configurations, by code; an hour passes before each trigger.</summary>
    internal static IReadOnlyList<Participation> InEachConfiguration { get; } = ReachAll();

    internal static Participation Active => InEachConfiguration[12];

    internal static Participation SuspendedFor(params ReadOnlySpan<SuspensionReason> reasons) =>
        InEachConfiguration[12 + SuspensionReasonSet.From(reasons).Mask];

    internal static Participation In(ParticipationState state) => InEachConfiguration.First(participation => participation.CurrentState == state);

    internal static Participation After(Participation participation, params ReadOnlySpan<Trigger> triggers)
    {
        foreach (Trigger trigger in triggers)
            participation = participation.ApplyOrThrow(trigger, participation.TimeUpdated.AddHours(1));
        return participation;
    }

    private static Participation[] ReachAll()
    {
        var found = new Dictionary<int, Participation> { [Requested.Configuration.Code] = Requested };
        var open = new Queue<Participation>(found.Values);
        while (open.TryDequeue(out Participation? participation))
        {
            foreach (Trigger trigger in participation.PermittedTriggers)
            {
                Participation next = After(participation, trigger);
                if (found.TryAdd(next.Configuration.Code, next))
                    open.Enqueue(next);
            }
        }

        return [.. found.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }
}
