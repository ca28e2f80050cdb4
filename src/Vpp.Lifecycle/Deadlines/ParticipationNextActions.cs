namespace Vpp.Lifecycle;

/// <summary>Who must act by when (R30), read off the rules. Thread-safe.</summary>
public static class ParticipationNextActions
{
    /// <summary>
    /// Everything that the participation waits for now, in trigger order: the permitted triggers on the expected way, in SUSPENDED the one that
    /// clears each active reason, in WINDING_DOWN one for each outstanding fact. Never empty in a state that waits; empty in ACTIVE, UNENROLLED
    /// and the terminal states.
    /// </summary>
    /// <param name="participation">The participation.</param>
    /// <param name="timers">Where the deadlines come from; without them there are none.</param>
    /// <param name="messages">What the customer reads; English when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="participation"/> is null.</exception>
    public static IReadOnlyList<NextAction> NextActions(
        this Participation participation, LifecycleTimers? timers = null, MessageCatalogue? messages = null)
    {
        ArgumentNullException.ThrowIfNull(participation);
        return List(participation.Configuration, timers is null ? [] : [.. timers.WaitsOf(participation)], messages);
    }

    /// <summary>As for a participation, without deadlines: a configuration has no dates.</summary>
    /// <param name="configuration">Where a participation stands.</param>
    /// <param name="messages">What the customer reads; English when left out.</param>
    /// <exception cref="InvalidOperationException">The configuration is not a valid one.</exception>
    public static IReadOnlyList<NextAction> NextActions(this Configuration configuration, MessageCatalogue? messages = null) =>
        List(configuration, [], messages);

    private static ValueList<NextAction> List(Configuration here, Deadline[] waits, MessageCatalogue? messages)
    {
        messages ??= MessageCatalogue.English;
        IEnumerable<NextAction> actions = here.SuspensionReasons.IsEmpty
            ? OnTheExpectedWay(here).Select(awaited => Action(awaited.Trigger, messages.Message(awaited.In), reason: null))
            : here.SuspensionReasons.Select(reason => Action(LifecycleSpecification.Describe(reason).ClearedBy, messages.Message(reason), reason));
        return ValueList<NextAction>.Copy(actions.OrderBy(action => action.Trigger), nameof(actions));

        NextAction Action(Trigger trigger, string message, SuspensionReason? reason)
        {
            Deadline? deadline = Array.Exists(waits, wait => IsLimitOf(trigger, here, wait)) ? Array.Find(waits, wait => IsLimitOf(trigger, here, wait)) : null;
            ParticipationState? after = deadline is { } due ? TransitionTable.Next(here, due.Trigger).Next.State : null;
            return new NextAction(trigger, message, reason, deadline, after);
        }
    }

    /// <summary>The triggers of the expected way that are permitted at once, each with the state in which the way waits for it.</summary>
    private static IEnumerable<(Trigger Trigger, ParticipationState In)> OnTheExpectedWay(Configuration from)
    {
        Configuration here = from;
        foreach (Trigger trigger in ConfigurationGraph.ExpectedTriggers(from))
        {
            if (Wait.Changes(from, trigger))
                yield return (trigger, here.State);
            here = TransitionTable.Next(here, trigger).Next;
        }
    }

    // A wait limits its own trigger's action, and whatever would leave the state before; a fact recorded leaves the other one awaited.
    private static bool IsLimitOf(Trigger action, Configuration here, Deadline wait) =>
        wait.Trigger == action || TransitionTable.Next(here, action).Outcome == Outcome.Transitioned;
}
