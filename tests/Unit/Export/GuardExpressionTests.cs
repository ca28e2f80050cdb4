using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Export;

public class GuardExpressionTests
{
    [Fact]
    public void An_expression_is_true_of_exactly_the_facts_that_meet_the_guard()
    {
        List<Guard> guards = LifecycleSpecification.Rules.Select(rule => rule.Guard).OfType<Guard>().ToList();
        Assert.NotEmpty(guards);
        foreach (Guard guard in guards)
        {
            string expression = GuardExpression.Of(guard);
            for (int facts = 0; facts < 256; facts++)
                Assert.True(guard.IsMetBy((LifecycleFacts)facts) == IsTrue(expression, (LifecycleFacts)facts), $"{guard.Words}: {expression} of {(LifecycleFacts)facts}");
        }
    }

    [Fact]
    public void Terms_are_joined_and_the_alternatives_stand_in_brackets()
    {
        var guard = new Guard(
            "all of it", LifecycleFacts.OperatorRequest, LifecycleFacts.RewardsSettled, LifecycleFacts.AwaitingConsent | LifecycleFacts.AwaitingDispatch);

        Assert.Equal(
            "reason_operator_request && !rewards_settled && (reason_awaiting_dispatch || reason_awaiting_consent)", GuardExpression.Of(guard));
    }

    private static bool IsTrue(string expression, LifecycleFacts facts) => expression.Split(" && ").All(term => term switch
    {
        ['!', .. var fact] => !Holds(fact, facts),
        ['(', .. var alternatives, ')'] => alternatives.Split(" || ").Any(fact => Holds(fact, facts)),
        _ => Holds(term, facts),
    });

    private static bool Holds(string identifier, LifecycleFacts facts) =>
        (facts & FactName.All.Single(name => name.Identifier == identifier).Fact) != 0;
}
