namespace Vpp.Lifecycle.Tool.Explaining;

/// <summary>What each trigger does to a configuration, and why.</summary>
internal sealed class Explanation
{
    internal Explanation(Configuration configuration, ParticipationState? target)
    {
        Configuration = configuration;
        Target = target;
        Trigger[] triggers = [.. LifecycleSpecification.Triggers.Select(descriptor => descriptor.Trigger)];
        Permitted = [.. configuration.PermittedTriggers.Select(trigger => new Leading(configuration, trigger))];
        Ignored = [.. triggers
            .Where(trigger => TransitionTable.Next(configuration, trigger).Outcome == Outcome.Ignored)
            .Select(trigger => new Leading(configuration, trigger))];
        Rejected = [.. triggers.Select(configuration.RejectionOf).OfType<Rejection>()];
        Path = target is { } state ? FollowPath(configuration, state) : null;
    }

    internal Configuration Configuration { get; }

    internal IReadOnlyList<Leading> Permitted { get; }

    internal IReadOnlyList<Leading> Ignored { get; }

    internal IReadOnlyList<Rejection> Rejected { get; }

    /// <summary>The state asked for, if one is.</summary>
    internal ParticipationState? Target { get; }

    /// <summary>The shortest way there; null when there is none.</summary>
    internal IReadOnlyList<Leading>? Path { get; }

    private static List<Leading>? FollowPath(Configuration from, ParticipationState target)
    {
        if (from.PathTo(target) is not { } triggers)
            return null;
        var path = new List<Leading>();
        foreach (Trigger trigger in triggers)
        {
            var step = new Leading(from, trigger);
            path.Add(step);
            from = step.To;
        }

        return path;
    }

    /// <summary>A trigger that is not rejected, and where it leads.</summary>
    internal sealed class Leading(Configuration from, Trigger trigger)
    {
        internal Trigger Trigger => trigger;

        internal Outcome Outcome => TransitionTable.Next(from, trigger).Outcome;

        internal Configuration To => TransitionTable.Next(from, trigger).Next;

        internal string Source => from.RuleFor(trigger)!.Source;
    }
}
