using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge.Proof;

/// <summary>A proof that cannot fail is worth nothing: every rule is broken in every way, and the proof must notice.</summary>
public class SeededFaultTests
{
    private static readonly byte[] Machine = [.. StepTable.OfMachine(RuleSet.Lifecycle)];
    private static readonly byte[] Table = [.. StepTable.OfLibrary()];

    [Fact]
    public void A_rule_dropped_is_noticed() => RequireAllNoticed(RuleMutant.Dropped(), mutants: 104, compiled: 104);

    [Fact]
    public void A_rule_redirected_to_any_other_state_is_noticed() => RequireAllNoticed(RuleMutant.Redirected(), mutants: 1_560, compiled: 1_490);

    [Fact]
    public void A_guard_negated_is_noticed() => RequireAllNoticed(RuleMutant.GuardNegated(), mutants: 42, compiled: 0);

    [Fact]
    public void An_effect_dropped_is_noticed() => RequireAllNoticed(RuleMutant.EffectDropped(), mutants: 21, compiled: 16);

    [Fact]
    public void An_effect_on_another_fact_is_noticed() => RequireAllNoticed(RuleMutant.EffectOnAnotherFact(), mutants: 147, compiled: 132);

    [Fact]
    public void The_negation_of_a_guard_is_met_once_where_the_guard_is_not_and_never_where_it_is()
    {
        foreach (Guard guard in LifecycleSpecification.Rules.Select(rule => rule.Guard).OfType<Guard>())
        {
            Assert.All(Enumerable.Range(0, 256).Select(bits => (LifecycleFacts)bits), facts =>
                Assert.Equal(guard.IsMetBy(facts) ? 0 : 1, RuleMutant.Negations(guard).Count(negation => negation.IsMetBy(facts))));
        }
    }

    /// <summary>ENROLMENT_REQUESTED is the exception: nothing leads into it, and what happens in it withdraws the one fact that it remembers.</summary>
    [Fact]
    public void A_state_that_forgets_what_it_remembers_is_noticed()
    {
        StateDescriptor[] remembering = [.. LifecycleSpecification.States.Where(state => (state.RememberedFacts | state.ImpliedFacts) != 0)];

        IEnumerable<ParticipationState> unnoticed =
            from forgetful in remembering
            let rules = new RuleSet(LifecycleSpecification.Rules, state => state == forgetful.State ? default : MemoryOf(state))
            where !Differ(StepTable.OfMachine(rules), Table)
            select forgetful.State;

        Assert.Equal(6, remembering.Length);
        Assert.Equal([ParticipationState.EnrolmentRequested], unnoticed);
    }

    [Fact]
    public void A_state_that_remembers_what_it_is_to_forget_is_noticed()
    {
        foreach (ParticipationState after in (ParticipationState[])[ParticipationState.UnenrolmentRequested, ParticipationState.Failed, ParticipationState.Unenrolled])
        {
            var rules = new RuleSet(LifecycleSpecification.Rules, state => state == after ? ((LifecycleFacts)byte.MaxValue, LifecycleFacts.None) : MemoryOf(state));
            Assert.True(Differ(StepTable.OfMachine(rules), Table), $"{after}");
        }
    }

    [Fact]
    public void The_way_to_failed_sent_to_ineligible_is_noticed()
    {
        Rule[] wrong = [.. LifecycleSpecification.Rules.Select(rule => rule.To == ParticipationState.Failed ? RuleMutant.To(rule, ParticipationState.Ineligible) : rule)];

        // Eight states, two of them with three more configurations, and three triggers that fail an enrolment.
        Assert.Equal(33, StepTable.Differences(StepTable.OfMachine(RulesOf(wrong)), Table).Count());
        Assert.Equal(33, StepTable.Differences(Machine, StepTable.OfCompiler(wrong)).Count());
    }

    [Theory]
    [InlineData(LifecycleFacts.AwaitingTelemetry)]
    [InlineData(LifecycleFacts.AwaitingDispatch)]
    [InlineData(LifecycleFacts.AwaitingConsent)]
    [InlineData(LifecycleFacts.OperatorRequest)]
    [InlineData(LifecycleFacts.CustomerRequest)]
    public void A_compiler_that_corrupts_the_facts_of_suspended_is_noticed(LifecycleFacts corrupted)
    {
        byte[] table = StepTable.OfCompiler([.. LifecycleSpecification.Rules.Select(rule =>
            rule.To == ParticipationState.Suspended && rule.Outcome != Outcome.Ignored ? RuleMutant.Recording(rule, corrupted) : rule)]);

        string[] noticed = [.. StepTable.Differences(Machine, table)];

        Assert.NotEmpty(noticed);
        Assert.All(noticed, difference => Assert.True(difference.StartsWith("SUSPENDED", StringComparison.Ordinal) || difference.StartsWith("ACTIVE", StringComparison.Ordinal), difference));
    }

    [Fact]
    public void A_single_wrong_byte_of_the_table_is_noticed_and_named()
    {
        byte[] table = [.. Table];
        table[(51 * (int)Trigger.DeviceWentLive) + 10] ^= 1;

        Assert.Equal(["REGISTERED DEVICE_WENT_LIVE: Stateless 0x0C, table 0x0D"], StepTable.Differences(Machine, table));
    }

    /// <summary>Both ways round: a machine from the broken rules against the true table, and the true machine against a table from the broken rules.</summary>
    /// <param name="generated">The broken rules.</param>
    /// <param name="mutants">How many there are.</param>
    /// <param name="compiled">How many of them the compiler accepts.</param>
    private static void RequireAllNoticed(IEnumerable<RuleMutant> generated, int mutants, int compiled)
    {
        RuleMutant[] all = [.. generated];
        (RuleMutant Mutant, byte[] Table)[] tables = [.. from mutant in all let table = Compiled(mutant.Rules) where table is not null select (mutant, table)];

        Assert.Equal((mutants, compiled), (all.Length, tables.Length));
        Assert.All(all, mutant => Assert.True(Differ(StepTable.OfMachine(RulesOf(mutant.Rules)), Table), mutant.Name));
        Assert.All(tables, broken => Assert.True(Differ(Machine, broken.Table), broken.Mutant.Name));
    }

    private static bool Differ(IEnumerable<byte> machine, IEnumerable<byte> table) => StepTable.Differences(machine, table).Any();

    /// <summary>Null where the compiler refuses the rules.</summary>
    private static byte[]? Compiled(IReadOnlyList<Rule> rules)
    {
        try
        {
            return StepTable.OfCompiler(rules);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static RuleSet RulesOf(IReadOnlyList<Rule> rules) => new(rules, MemoryOf);

    private static (LifecycleFacts Remembered, LifecycleFacts Implied) MemoryOf(ParticipationState state) =>
        (LifecycleSpecification.Describe(state).RememberedFacts, LifecycleSpecification.Describe(state).ImpliedFacts);
}
