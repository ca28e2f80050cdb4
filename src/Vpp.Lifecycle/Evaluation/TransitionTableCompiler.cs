namespace Vpp.Lifecycle;

/// <summary>Compiles rules by trying every one of them on every configuration.</summary>
internal static class TransitionTableCompiler
{
    internal static byte[] Compile(IReadOnlyList<Rule> rules)
    {
        byte[] steps = new byte[TriggerDescriptors.All.Count * TransitionTable.RowLength];
        for (int index = 0; index < steps.Length; index++)
        {
            int code = index % TransitionTable.RowLength;
            Step step = code < ConfigurationLayout.Count ? new Step(Outcome.Rejected, Configuration.FromCodeUnchecked(code)) : Step.Invalid;
            steps[index] = step.Bits;
        }

        var ruleOf = new Rule?[steps.Length];
        foreach (Rule rule in rules)
        {
            for (int code = 0; code < ConfigurationLayout.Count; code++)
            {
                Configuration configuration = Configuration.FromCodeUnchecked(code);
                if (configuration.State != rule.From || rule.Guard?.IsMetBy(configuration.Facts) == false)
                    continue;
                int index = ((int)rule.Trigger * TransitionTable.RowLength) + code;
                if (ruleOf[index] is { } other)
                    throw new InvalidOperationException($"Two rules apply to {configuration}: {other} ({other.Source}) and {rule} ({rule.Source}).");
                ruleOf[index] = rule;
                steps[index] = new Step(rule.Outcome, After(configuration, rule)).Bits;
            }
        }

        return steps;
    }

    private static Configuration After(Configuration before, Rule rule)
    {
        LifecycleFacts facts = LifecycleSpecification.MemoryOf(rule.To).Retain(rule.Effect.ApplyTo(before.Facts));
        int code = ConfigurationLayout.CodeOf(rule.To, facts);
        if (code < 0)
            throw new InvalidOperationException($"{rule} ({rule.Source}) leads from {before} to facts that {rule.To.ToWireName()} never has: {facts}.");
        return Configuration.FromCodeUnchecked(code);
    }
}
