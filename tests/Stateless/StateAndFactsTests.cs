using Vpp.Lifecycle.Stateless;

namespace Vpp.Lifecycle.Tests.Bridge;

public class StateAndFactsTests
{
    [Fact]
    public void All_that_are_accepted_are_the_51_configurations()
    {
        var accepted = new List<StateAndFacts>();
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            for (int bits = 0; bits < 256; bits++)
            {
                if (LifecycleSpecification.Describe(state).OccursWith((LifecycleFacts)bits))
                    accepted.Add(new StateAndFacts(state, (LifecycleFacts)bits));
                else
                    Assert.Throws<ArgumentException>("facts", () => new StateAndFacts(state, (LifecycleFacts)bits));
            }
        }

        Assert.Equal(Configuration.All.Select(configuration => new StateAndFacts(configuration.State, configuration.Facts)), accepted);
    }

    [Fact]
    public void What_does_not_occur_is_refused_with_what_does()
    {
        var rejected = Assert.Throws<ArgumentException>(() => new StateAndFacts(ParticipationState.WindingDown, LifecycleFacts.OperatorRequest));

        Assert.StartsWith(
            "WINDING_DOWN never occurs with the facts: OperatorRequest. It remembers: RewardsSettled, NoticePeriodElapsed; it implies: None.",
            rejected.Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("state", () => new StateAndFacts((ParticipationState)16, LifecycleFacts.None));
    }

    [Fact]
    public void It_is_written_as_its_state_and_its_facts()
    {
        Assert.Equal("ACTIVE", new StateAndFacts(ParticipationState.Active, LifecycleFacts.None).ToString());
        Assert.Equal("AWAITING_METER_ACCESS (MeterAccessOutstanding)", new StateAndFacts(ParticipationState.AwaitingMeterAccess, LifecycleFacts.MeterAccessOutstanding).ToString());
        Assert.Equal("ENROLMENT_REQUESTED", default(StateAndFacts).ToString());
    }
}
