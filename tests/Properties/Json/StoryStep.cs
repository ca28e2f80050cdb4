namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>An amendment, or a trigger: mostly one that is permitted, so that stories get far.</summary>
public sealed record StoryStep(int Choice, DateTimeOffset At, ParticipationDetails? Amended, string? Actor, string? Note)
{
    internal Trigger TriggerIn(Participation participation)
    {
        IReadOnlyList<Trigger> permitted = participation.PermittedTriggers;
        int choice = Choice / 16;
        if (Choice % 16 == 0 || permitted.Count == 0)
            return (Trigger)(choice % LifecycleSpecification.Triggers.Count);

        // What ends a story comes seldom.
        List<Trigger> continuing = [.. permitted.Where(trigger => Choice % 16 == 1 || !Ends(participation, trigger))];
        return continuing.Count == 0 ? permitted[0] : continuing[choice % continuing.Count];
    }

    private static bool Ends(Participation participation, Trigger trigger) =>
        LifecycleSpecification.Describe(TransitionTable.Next(participation.Configuration, trigger).Next.State).IsTerminal;
}
