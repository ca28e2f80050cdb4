namespace Vpp.Lifecycle.Tests.Properties.Flip;

/// <summary>What a participation went through: triggers, and how long after the one before each came. Prints as its triggers.</summary>
public sealed record Life(IReadOnlyList<(Trigger Trigger, int Ticks)> Steps)
{
    private static readonly Participation Requested = Participation.Request(
        new ParticipationDetails { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_1" },
        MeterAccess.Required,
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Its values, from the request on.</summary>
    internal IReadOnlyList<Participation> Values { get; } = Live(Steps);

    internal Participation End => Values[^1];

    /// <summary>The life that numbers choose, each among what is permitted; failures seldom, or they would end most lives at once.</summary>
    internal static Life Chosen(IEnumerable<int> choices)
    {
        var steps = new List<(Trigger, int)>();
        Participation participation = Requested;
        foreach (int choice in choices)
        {
            Trigger[] permitted = [.. participation.PermittedTriggers.Where(trigger =>
                LifecycleSpecification.Describe(trigger).Group != TriggerGroup.Failure || choice % 20 == 0)];
            if (permitted.Length == 0)
                break;
            steps.Add((permitted[choice / 20 % permitted.Length], choice));
            participation = After(participation, steps[^1]);
        }

        return new Life(steps);
    }

    internal IEnumerable<Life> Shorter() => Shrinking.Shorter(Steps).Select(steps => new Life(steps));

    public override string ToString() => string.Join(", ", Steps.Select(step => step.Trigger.ToWireName()).Prepend("request"));

    private static List<Participation> Live(IReadOnlyList<(Trigger, int)> steps)
    {
        List<Participation> values = [Requested];
        foreach ((Trigger, int) step in steps)
            values.Add(After(values[^1], step));
        return values;
    }

    /// <summary>A trigger that is rejected, as can be in a life made shorter, changes nothing.</summary>
    private static Participation After(Participation participation, (Trigger Trigger, int Ticks) step) =>
        participation.Apply(step.Trigger, participation.TimeUpdated.AddTicks(step.Ticks)).Accepted?.Participation ?? participation;
}
