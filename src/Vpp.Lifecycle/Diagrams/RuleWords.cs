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
        string.Join(", ", FactName.Of(effect.Records).Select(fact => "+" + fact.Words).Concat(FactName.Of(effect.Withdraws).Select(fact => "−" + fact.Words)));
}
