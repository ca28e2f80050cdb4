namespace Vpp.Lifecycle;

/// <summary>How a rule changes the facts: some are recorded, some withdrawn.</summary>
internal readonly record struct Effect(LifecycleFacts Records, LifecycleFacts Withdraws)
{
    internal static Effect None => default;

    internal static Effect Record(LifecycleFacts facts) => new(facts, LifecycleFacts.None);

    internal static Effect Withdraw(LifecycleFacts facts) => new(LifecycleFacts.None, facts);

    internal LifecycleFacts ApplyTo(LifecycleFacts facts) => (facts & ~Withdraws) | Records;
}
