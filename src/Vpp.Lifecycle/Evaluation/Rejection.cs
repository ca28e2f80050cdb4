using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle;

/// <summary>
/// A rejection: which trigger, in which state, why, and what is permitted instead. Immutable; compares by value; safe to share
/// between threads.
/// </summary>
[JsonConverter(typeof(RejectionConverter))]
public sealed class Rejection : IEquatable<Rejection>
{
    internal Rejection(Configuration configuration, Trigger trigger)
    {
        Configuration = configuration;
        Trigger = trigger;
    }

    /// <summary>The configuration that did not permit the trigger; it is unchanged.</summary>
    public Configuration Configuration { get; }

    /// <summary>The state that did not permit the trigger.</summary>
    public ParticipationState State => Configuration.State;

    /// <summary>The trigger rejected.</summary>
    public Trigger Trigger { get; }

    /// <summary>Why, for programs: stable.</summary>
    public RejectionCode Code => RejectionReasons.CodeOf(Configuration, Trigger);

    /// <summary>
    /// The condition that is not met, an English sentence that stands by itself, for people: not stable. "CUSTOMER_PAUSED needs ACTIVE or
    /// SUSPENDED, which has not been reached yet."
    /// </summary>
    public string Reason => RejectionReasons.ReasonOf(Configuration, Trigger, Trigger.ToWireName());

    /// <summary>The triggers that would change something instead, in trigger order; empty in a terminal state.</summary>
    public IReadOnlyList<Trigger> Permitted => Configuration.PermittedTriggers;

    /// <inheritdoc/>
    public bool Equals(Rejection? other) => other is not null && Configuration == other.Configuration && Trigger == other.Trigger;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Rejection);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Configuration, Trigger);

    /// <summary>The whole rejection in one English sentence or two: what was rejected, why, and what is permitted.</summary>
    public override string ToString()
    {
        string permitted = Permitted.Count == 0 ? "nothing" : string.Join(", ", Permitted.Select(trigger => trigger.ToWireName()));
        string reason = RejectionReasons.ReasonOf(Configuration, Trigger, "it");
        return $"{Trigger.ToWireName()} is not permitted in {State.ToWireName()}: {reason} Permitted here: {permitted}.";
    }

    /// <summary>Whether two rejections are the same.</summary>
    /// <param name="left">One rejection.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Rejection? left, Rejection? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two rejections differ.</summary>
    /// <param name="left">One rejection.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Rejection? left, Rejection? right) => !(left == right);
}
