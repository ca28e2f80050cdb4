namespace Vpp.Lifecycle.Tests.Unit.Specification;

public class FactNameTests
{
    [Fact]
    public void Every_bit_has_one_name_in_the_order_of_the_bits()
    {
        Assert.Equal(Enumerable.Range(0, 8).Select(bit => (LifecycleFacts)(1 << bit)), FactName.All.Select(name => name.Fact));
        Assert.Equal(
            [
                "meter_access_outstanding", "reason_awaiting_telemetry", "reason_awaiting_dispatch", "reason_awaiting_consent",
                "reason_operator_request", "reason_customer_request", "rewards_settled", "notice_period_elapsed",
            ],
            FactName.All.Select(name => name.Identifier));
    }

    [Fact]
    public void The_names_of_some_facts_leave_the_others_out()
    {
        Assert.Equal(
            ["reason_awaiting_consent", "rewards_settled"],
            FactName.Of(LifecycleFacts.RewardsSettled | LifecycleFacts.AwaitingConsent).Select(name => name.Identifier));
        Assert.Empty(FactName.Of(LifecycleFacts.None));
    }
}
