namespace Vpp.Lifecycle.Tests.Unit.Specification;

public class RuleBookTests
{
    [Fact]
    public void What_a_state_remembers_is_written_down_once()
    {
        var rules = new RuleBook();
        rules.Configure(ParticipationState.WindingDown).Remembers(LifecycleFacts.RewardsSettled);

        InvalidOperationException rejection = Assert.Throws<InvalidOperationException>(
            () => rules.Configure(ParticipationState.WindingDown).Implies(LifecycleFacts.NoticePeriodElapsed));

        Assert.Contains("WINDING_DOWN", rejection.Message, StringComparison.Ordinal);
        Assert.Equal(LifecycleFacts.RewardsSettled, rules.MemoryOf(ParticipationState.WindingDown).Remembered);
    }
}
