using Vpp.Lifecycle.Diagrams;

namespace Vpp.Lifecycle.Tests.Unit.Diagrams;

public class RuleWordsTests
{
    [Fact]
    public void A_fact_recorded_has_a_plus_and_a_fact_withdrawn_a_minus()
    {
        Assert.Equal("+CUSTOMER_REQUEST", RuleWords.Of(Effect.Record(SuspensionReason.CustomerRequest.ToFact())));
        Assert.Equal("−AWAITING_TELEMETRY", RuleWords.Of(Effect.Withdraw(SuspensionReason.AwaitingTelemetry.ToFact())));
    }

    [Fact]
    public void No_effect_has_no_words()
    {
        Assert.Equal("", RuleWords.Of(Effect.None));
    }

    [Fact]
    public void A_rule_reads_trigger_guard_effect()
    {
        Assert.Equal(
            "CONTROL_RESTORED [AWAITING_DISPATCH active, others remain] / −AWAITING_DISPATCH",
            RuleWords.Of(LifecycleSpecification.Rules.Single(rule => rule is { Trigger: Trigger.ControlRestored, Outcome: Outcome.Updated })));
        Assert.Equal(
            "TELEMETRY_LOST / +AWAITING_TELEMETRY",
            RuleWords.Of(LifecycleSpecification.Rules.Single(rule => rule is { Trigger: Trigger.TelemetryLost, Outcome: Outcome.Transitioned })));
        Assert.Equal(
            "NOTICE_SERVED",
            RuleWords.Of(LifecycleSpecification.Rules.Single(rule => rule.Trigger == Trigger.NoticeServed)));
    }

    [Fact]
    public void Every_fact_has_words_of_its_own()
    {
        IEnumerable<string> words = Enumerable.Range(0, 8).Select(bit => RuleWords.Of(Effect.Record((LifecycleFacts)(1 << bit))));

        Assert.Equal(
            ["+meter access outstanding", "+AWAITING_TELEMETRY", "+AWAITING_DISPATCH", "+AWAITING_CONSENT", "+OPERATOR_REQUEST", "+CUSTOMER_REQUEST", "+rewards settled", "+notice period elapsed"],
            words);
    }
}
