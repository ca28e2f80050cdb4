namespace Vpp.Lifecycle.Tests.Unit;

public sealed class TransitionTableTests
{
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();

    [Fact]
    public void All_1428_pairs_do_what_the_states_page_says()
    {
        var differences = new List<string>();
        int pairs = 0;
        for (int code = 0; code < Situation.ByCode.Length; code++)
        {
            foreach (Trigger trigger in Triggers)
            {
                (Outcome outcome, int next) = StatesPage.Fire(code, trigger);
                Step step = TransitionTable.Next(Configuration.FromCode(code), trigger);
                if (step.Outcome != outcome || step.Next.Code != next)
                    differences.Add($"{Situation.ByCode[code]} + {trigger}: should be {outcome} {Situation.ByCode[next]}, is {step}");
                pairs++;
            }
        }

        Assert.Empty(differences);
        Assert.Equal(1428, pairs);
    }

    [Fact]
    public void Only_a_transition_changes_the_state_and_only_an_effect_the_configuration()
    {
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (Trigger trigger in Triggers)
            {
                Step step = TransitionTable.Next(configuration, trigger);
                Assert.Equal(step.Outcome == Outcome.Transitioned, step.Next.State != configuration.State);
                Assert.Equal(step.Outcome is Outcome.Ignored or Outcome.Rejected, step.Next == configuration);
            }
        }
    }

    [Fact]
    public void All_51_configurations_are_reachable_from_codes_0_and_1()
    {
        HashSet<Configuration> reached = [Configuration.FromCode(0), Configuration.FromCode(1)];
        var queue = new Queue<Configuration>(reached);
        while (queue.TryDequeue(out Configuration here))
        {
            foreach (Configuration next in Triggers.Select(trigger => TransitionTable.Next(here, trigger).Next).Where(reached.Add))
                queue.Enqueue(next);
        }

        Assert.Equal(Enumerable.Range(0, 51), reached.Select(configuration => (int)configuration.Code).Order());
    }

    [Fact]
    public void An_undefined_trigger_is_an_error_that_names_it_and_what_is_allowed()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => TransitionTable.Next(Configuration.FromCode(0), (Trigger)28));

        Assert.Equal("trigger", error.ParamName);
        Assert.Equal((Trigger)28, error.ActualValue);
        Assert.Contains("28 is not a defined Trigger", error.Message, StringComparison.Ordinal);
        Assert.Contains("CONSENT_REQUESTED", error.Message, StringComparison.Ordinal);
        Assert.Contains("SITE_DELETED", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(51)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(255)]
    public void A_byte_that_is_no_configuration_gets_the_invalid_step_for_every_trigger(byte code)
    {
        foreach (Trigger trigger in Triggers)
        {
            Step step = TransitionTable.Next(Configuration.FromCodeUnchecked(code), trigger);

            Assert.Equal(Step.Invalid, step);
            Assert.False(step.IsValid);
            Assert.Equal(Outcome.Rejected, step.Outcome);
        }
    }
}
