namespace Vpp.Lifecycle.Tests.Verification.Sql;

/// <summary>Configurations with the triggers that they are to receive.</summary>
internal sealed record Pairs(Configuration[] Configurations, Trigger[] Triggers)
{
    /// <summary>All 1,428.</summary>
    internal static Pairs All()
    {
        var pairs = Configuration.All.SelectMany(configuration => Enum.GetValues<Trigger>().Select(trigger => (configuration, trigger))).ToList();
        return new Pairs([.. pairs.Select(pair => pair.configuration)], [.. pairs.Select(pair => pair.trigger)]);
    }

    /// <summary>Any number of them, picked at random but the same each time.</summary>
    internal static Pairs Random(int count)
    {
        var random = new Random(20260105);
        var configurations = new Configuration[count];
        var triggers = new Trigger[count];
        for (int i = 0; i < count; i++)
        {
            configurations[i] = Configuration.FromCode(random.Next(Configuration.Count));
            triggers[i] = (Trigger)random.Next(LifecycleSpecification.Triggers.Count);
        }

        return new Pairs(configurations, triggers);
    }

    internal IEnumerable<(Configuration Configuration, Trigger Trigger)> Rows => Configurations.Zip(Triggers);
}
