namespace Vpp.Lifecycle.Tests.Unit;

public sealed class StepTests
{
    [Fact]
    public void Every_outcome_and_code_fit_in_the_byte_and_come_back()
    {
        foreach (Outcome outcome in Enum.GetValues<Outcome>())
        {
            // No trigger leads into the configuration that every participation begins with.
            foreach (Configuration configuration in Configuration.All.Skip(outcome == Outcome.Transitioned ? 1 : 0))
            {
                var step = new Step(outcome, configuration);

                Assert.True(step.IsValid);
                Assert.Equal(outcome, step.Outcome);
                Assert.Equal(configuration, step.Next);
                Assert.Equal(((int)outcome * 64) + configuration.Code, step.Bits);
                Assert.Equal(step, Step.FromBits(step.Bits));
            }
        }
    }

    [Fact]
    public void The_invalid_step_is_0xFF_and_leads_nowhere()
    {
        Assert.Equal(0xFF, Step.Invalid.Bits);
        Assert.False(Step.Invalid.IsValid);
        Assert.Equal("invalid", Step.Invalid.ToString());
        var error = Assert.Throws<InvalidOperationException>(() => Step.Invalid.Next);
        Assert.Equal("The step is invalid: it was taken from no configuration.", error.Message);
    }

    [Fact]
    public void A_reinterpreted_byte_whose_code_is_none_of_the_51_is_no_valid_step_whatever_its_outcome()
    {
        for (int bits = 0; bits <= byte.MaxValue; bits++)
        {
            Step step = Step.FromBits((byte)bits);

            Assert.Equal(bits != 0 && bits % 64 <= 50, step.IsValid);
            if (!step.IsValid)
                Assert.Throws<InvalidOperationException>(() => step.Next);
            if (!step.IsValid)
                Assert.Equal(Outcome.Rejected, step.Outcome);
        }
    }

    [Fact]
    public void The_default_value_is_no_valid_step_and_no_trigger_gives_it()
    {
        Assert.False(default(Step).IsValid);
        Assert.Equal((Outcome.Rejected, "invalid"), (default(Step).Outcome, default(Step).ToString()));
        Assert.Throws<InvalidOperationException>(() => default(Step).Next);
        foreach (Configuration configuration in Configuration.All)
            Assert.All(Enum.GetValues<Trigger>(), trigger => Assert.NotEqual(default, TransitionTable.Next(configuration, trigger)));
    }

    [Fact]
    public void Its_text_is_the_outcome_and_where_it_leads()
    {
        Step raised = TransitionTable.Next(Configuration.FromCode(12), Trigger.ControlLost);

        Assert.Equal("TRANSITIONED SUSPENDED (AWAITING_DISPATCH)", raised.ToString());
    }

    [Fact]
    public void Steps_compare_by_outcome_and_configuration()
    {
        var step = new Step(Outcome.Updated, Configuration.FromCode(13));

        Assert.True(step == new Step(Outcome.Updated, Configuration.FromCode(13)));
        Assert.True(step != new Step(Outcome.Ignored, Configuration.FromCode(13)));
        Assert.True(step != new Step(Outcome.Updated, Configuration.FromCode(14)));
        Assert.True(step.Equals((object)step));
        Assert.False(step.Equals((object)step.Bits));
        Assert.Equal(step.GetHashCode(), new Step(Outcome.Updated, Configuration.FromCode(13)).GetHashCode());
    }
}
