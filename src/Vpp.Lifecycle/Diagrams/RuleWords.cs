namespace Vpp.Lifecycle.Diagrams;

/// <summary>A rule as diagrams show it: "TRIGGER [guard] / effect".</summary>
internal static class RuleWords
{
    internal static string Of(Rule rule)
    {
        string guard = rule.Guard is null ? "" : $" [{rule.Guard.Words}]";
        string effect = rule.Effect == Effect.None ? "" : $" / {Of(rule.Effect)}";
        return rule.Trigger.ToWireName() + guard + effect;
    }

    /// <summary>"+" before a fact that is recorded, "−" before one that is withdrawn.</summary>
    internal static string Of(Effect effect) =>
        string.Join(", ", Facts("+", effect.Records).Concat(Facts("−", effect.Withdraws)));

    private static IEnumerable<string> Facts(string sign, LifecycleFacts facts)
    {
        if ((facts & LifecycleFacts.MeterAccessOutstanding) != 0)
            yield return sign + "meter access outstanding";
        foreach (SuspensionReason reason in facts.Reasons())
            yield return sign + reason.ToWireName();
        if ((facts & LifecycleFacts.RewardsSettled) != 0)
            yield return sign + "rewards settled";
        if ((facts & LifecycleFacts.NoticePeriodElapsed) != 0)
            yield return sign + "notice period elapsed";
    }
}
