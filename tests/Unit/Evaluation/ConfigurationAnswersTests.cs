namespace Vpp.Lifecycle.Tests.Unit;

public sealed class ConfigurationAnswersTests
{
    [Fact]
    public void Where_a_trigger_is_not_rejected_the_rule_that_answers_it_has_that_outcome_and_that_state()
    {
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (TriggerDescriptor trigger in LifecycleSpecification.Triggers)
            {
                Step step = TransitionTable.Next(configuration, trigger.Trigger);
                Rule? rule = configuration.RuleFor(trigger.Trigger);
                if (step.Outcome == Outcome.Rejected)
                    Assert.Null(rule);
                else
                    Assert.Equal((trigger.Trigger, configuration.State, step.Outcome, step.Next.State), (rule!.Trigger, rule.From, rule.Outcome, rule.To));
            }
        }
    }

    [Fact]
    public void Of_two_guarded_rules_the_one_that_holds_answers()
    {
        Rule? outstanding = Configuration.From(ParticipationState.AwaitingTelemetry, meterAccessOutstanding: true).RuleFor(Trigger.TelemetryReceived);
        Rule? inPlace = Configuration.From(ParticipationState.AwaitingTelemetry).RuleFor(Trigger.TelemetryReceived);

        Assert.Equal("meter access outstanding", outstanding!.Guard!.Words);
        Assert.Equal("meter access available or not required", inPlace!.Guard!.Words);
    }

    [Fact]
    public void A_rejection_is_there_exactly_where_the_table_rejects()
    {
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (TriggerDescriptor trigger in LifecycleSpecification.Triggers)
            {
                Rejection? rejection = configuration.RejectionOf(trigger.Trigger);
                Assert.Equal(TransitionTable.Next(configuration, trigger.Trigger).Outcome == Outcome.Rejected, rejection is not null);
                if (rejection is not null)
                    Assert.Equal((configuration, trigger.Trigger), (rejection.Configuration, rejection.Trigger));
            }
        }
    }

    [Fact]
    public void A_rejection_names_the_states_it_needs_in_their_order()
    {
        Assert.Equal(
            "METER_ACCESS_GRANTED needs one of ENROLMENT_REQUESTED, AWAITING_CONSENT, AWAITING_TELEMETRY or AWAITING_METER_ACCESS, which cannot be reached any more.",
            Configuration.From(ParticipationState.Active).RejectionOf(Trigger.MeterAccessGranted)!.Reason);
    }

    [Fact]
    public void What_is_no_trigger_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("trigger", () => Configuration.All[0].RuleFor((Trigger)28));
        Assert.Throws<ArgumentOutOfRangeException>("trigger", () => Configuration.All[0].RejectionOf((Trigger)28));
    }
}
