using Vpp.Lifecycle.Diagrams;

namespace Vpp.Lifecycle.Tests.Unit.Diagrams;

public class EffectWordsTests
{
    [Fact]
    public void A_fact_recorded_has_a_plus_and_a_fact_withdrawn_a_minus()
    {
        Assert.Equal("+CUSTOMER_REQUEST", EffectWords.Of(Effect.Record(SuspensionReason.CustomerRequest.ToFact())));
        Assert.Equal("−AWAITING_TELEMETRY", EffectWords.Of(Effect.Withdraw(SuspensionReason.AwaitingTelemetry.ToFact())));
    }

    [Fact]
    public void No_effect_has_no_words()
    {
        Assert.Equal("", EffectWords.Of(Effect.None));
    }

    [Fact]
    public void Every_fact_has_words_of_its_own()
    {
        IEnumerable<string> words = Enumerable.Range(0, 8).Select(bit => EffectWords.Of(Effect.Record((LifecycleFacts)(1 << bit))));

        Assert.Equal(
            ["+meter access outstanding", "+AWAITING_TELEMETRY", "+AWAITING_DISPATCH", "+AWAITING_CONSENT", "+OPERATOR_REQUEST", "+CUSTOMER_REQUEST", "+rewards settled", "+notice period elapsed"],
            words);
    }
}
