namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>R26, for whatever has happened before.</summary>
public sealed class PathPropertyTests
{
    private static readonly ParticipationState[] States = Enum.GetValues<ParticipationState>();

    [LifecycleProperty]
    public void The_path_to_each_state_is_the_first_of_the_shortest_and_can_be_walked(Script script)
    {
        var naive = new NaiveParticipation(script.MeterAccess, Script.Start, script.DwellTimes);
        foreach (Command command in script.Commands)
        {
            if (command.Trigger is { } trigger)
                naive.Fire(trigger, command.At);
        }

        Participation participation = script.Live()[^1];
        foreach (ParticipationState target in States)
        {
            IReadOnlyList<Trigger>? path = participation.PathTo(target);
            Assert.Equal(NaiveGraph.Path(naive.Configuration, target), path);
            Participation arrived = (path ?? []).Aggregate(participation, (here, trigger) => here.ApplyOrThrow(trigger, here.TimeUpdated));
            Assert.Equal(path is not null, arrived.CurrentState == target);
        }
    }

    /// <summary>51, and FAILED once more: the naive participation does not forget there that meter access was outstanding.</summary>
    [Fact]
    public void The_naive_participation_comes_to_as_many_configurations_as_there_are_configurations() => Assert.Equal(52, NaiveGraph.ConfigurationCount);
}
