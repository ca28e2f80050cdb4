namespace Vpp.Lifecycle.Tool.Simulation;

/// <summary>Something that may happen next to a participation, how likely against the others, and how soon.</summary>
/// <param name="Trigger">What happens; null: nothing any more.</param>
/// <param name="Weight">How likely, against the sum of the weights of all prospects.</param>
/// <param name="Soonest">Milliseconds from the event before.</param>
/// <param name="Latest">Milliseconds from the event before, not reached.</param>
internal readonly record struct Prospect(Trigger? Trigger, int Weight, long Soonest, long Latest)
{
    /// <summary>A moment between the soonest and the latest, mostly nearer to the soonest.</summary>
    internal long DrawDelay(ref SplitMix64 random) => Soonest + random.Below(random.Below(Latest - Soonest) + 1);
}
