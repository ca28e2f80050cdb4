namespace Vpp.Lifecycle.Tests.Unit;

public sealed class RuleTests
{
    private const string AnyEnrolmentState = "any enrolment state";

    /// <summary>From, trigger / condition, to: the rows of the states page's three transition tables, copied in their order.</summary>
    private static readonly (string From, string Condition, string To)[] Rows =
    [
        ("ENROLMENT_REQUESTED", "consent requested", "AWAITING_CONSENT"),
        ("AWAITING_CONSENT", "consent granted", "AWAITING_TELEMETRY"),
        ("AWAITING_TELEMETRY", "telemetry received, meter access required", "AWAITING_METER_ACCESS"),
        ("AWAITING_TELEMETRY", "telemetry received, meter access already available or not required", "CONFIRMING_DISPATCH"),
        ("AWAITING_METER_ACCESS", "meter access granted", "CONFIRMING_DISPATCH"),
        ("CONFIRMING_DISPATCH", "control confirmed", "AWAITING_ELIGIBILITY"),
        ("AWAITING_ELIGIBILITY", "operator confirms eligible", "AWAITING_REGISTRATION"),
        ("AWAITING_ELIGIBILITY", "operator confirms not eligible", "INELIGIBLE"),
        ("AWAITING_REGISTRATION", "operator confirms registration", "REGISTERED"),
        ("AWAITING_REGISTRATION", "operator declines registration", "INELIGIBLE"),
        ("REGISTERED", "device goes live", "ACTIVE"),
        (AnyEnrolmentState, "unrecoverable error, telemetry never establishes, or consent withheld", "FAILED"),
        ("ACTIVE", "a suspension reason is raised", "SUSPENDED"),
        ("SUSPENDED", "a further reason is raised", "SUSPENDED"),
        ("SUSPENDED", "a reason is cleared, others remain", "SUSPENDED"),
        ("SUSPENDED", "the last reason is cleared", "ACTIVE"),
        ("ACTIVE", "customer or operator requests to leave", "UNENROLMENT_REQUESTED"),
        ("SUSPENDED", "customer or operator requests to leave", "UNENROLMENT_REQUESTED"),
        ("UNENROLMENT_REQUESTED", "notice served", "WINDING_DOWN"),
        ("WINDING_DOWN", "rewards settled, notice period elapsed", "UNENROLLED"),
        ("UNENROLLED", "site and assets deleted", "OFFBOARDED"),
    ];

    private static readonly string[] Readings = ["R3", "R5", "R6", "R7"];

    [Fact]
    public void Every_rule_cites_a_row_with_its_states_or_a_reading()
    {
        foreach (Rule rule in LifecycleSpecification.Rules)
        {
            if (Readings.Contains(rule.Source))
                continue;
            (string from, _, string to) = Assert.Single(Rows, row => SourceOf(row) == rule.Source);
            if (from == AnyEnrolmentState)
                Assert.Equal(Phase.Enrolment, LifecycleSpecification.Describe(rule.From).Phase);
            else
                Assert.Equal(from, rule.From.ToWireName());
            Assert.Equal(to, rule.To.ToWireName());
        }
    }

    [Fact]
    public void Every_row_and_every_reading_that_rules_on_a_trigger_is_cited()
    {
        IEnumerable<string> cited = LifecycleSpecification.Rules.Select(rule => rule.Source).Distinct();

        Assert.Equal(Rows.Select(SourceOf).Concat(Readings).Order(StringComparer.Ordinal), cited.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("states page, row any enrolment state / unrecoverable error, telemetry never establishes, or consent withheld", 8 * 3)]
    [InlineData("states page, row ACTIVE / a suspension reason is raised", 5)]
    [InlineData("states page, row SUSPENDED / a further reason is raised", 5)]
    [InlineData("states page, row SUSPENDED / a reason is cleared, others remain", 5)]
    [InlineData("states page, row SUSPENDED / the last reason is cleared", 5)]
    [InlineData("states page, row WINDING_DOWN / rewards settled, notice period elapsed", 2)]
    [InlineData("states page, row REGISTERED / device goes live", 1)]
    public void A_row_about_several_triggers_is_a_rule_for_each(string source, int rules) =>
        Assert.Equal(rules, LifecycleSpecification.Rules.Count(rule => rule.Source == source));

    [Fact]
    public void No_rule_is_dead()
    {
        IEnumerable<Rule> dead = LifecycleSpecification.Rules.Where(rule => !Configuration.All.Any(configuration => Applies(rule, configuration)));

        Assert.Empty(dead);
    }

    [Fact]
    public void The_rule_that_applies_says_what_the_step_does_and_a_pair_without_one_is_rejected()
    {
        foreach (Configuration configuration in Configuration.All)
        {
            foreach (Trigger trigger in Enum.GetValues<Trigger>())
            {
                Rule? rule = LifecycleSpecification.Rules.SingleOrDefault(rule => rule.Trigger == trigger && Applies(rule, configuration));
                Step step = TransitionTable.Next(configuration, trigger);

                Assert.Equal(rule?.Outcome ?? Outcome.Rejected, step.Outcome);
                Assert.Equal(rule?.To ?? configuration.State, step.Next.State);
            }
        }
    }

    [Fact]
    public void No_terminal_state_has_a_rule() =>
        Assert.DoesNotContain(
            LifecycleSpecification.Rules,
            rule => rule.From is ParticipationState.Ineligible or ParticipationState.Offboarded or ParticipationState.Failed);

    [Fact]
    public void Only_a_transition_leads_elsewhere_and_no_rule_rejects() =>
        Assert.All(LifecycleSpecification.Rules, rule =>
        {
            Assert.NotEqual(Outcome.Rejected, rule.Outcome);
            Assert.Equal(rule.Outcome == Outcome.Transitioned, rule.To != rule.From);
        });

    [Theory]
    [InlineData(ParticipationState.AwaitingTelemetry, Trigger.TelemetryReceived, "meter access available or not required", "meter access outstanding")]
    [InlineData(ParticipationState.AwaitingConsent, Trigger.MeterAccessGranted, "meter access available or not required", "meter access outstanding")]
    [InlineData(ParticipationState.Suspended, Trigger.OperatorPaused, "OPERATOR_REQUEST active", "OPERATOR_REQUEST not active")]
    [InlineData(ParticipationState.Suspended, Trigger.OperatorResumed, "OPERATOR_REQUEST active, others remain", "OPERATOR_REQUEST not active", "OPERATOR_REQUEST the only active reason")]
    [InlineData(ParticipationState.Suspended, Trigger.TelemetryReceived, "AWAITING_TELEMETRY active, others remain", "AWAITING_TELEMETRY not active", "AWAITING_TELEMETRY the only active reason")]
    [InlineData(ParticipationState.WindingDown, Trigger.RewardsSettled, "neither fact recorded yet", "notice period already elapsed", "rewards already settled")]
    public void Where_several_rules_answer_their_guards_say_when_in_words(ParticipationState from, Trigger trigger, params string[] guards)
    {
        IEnumerable<string?> words = LifecycleSpecification.Rules
            .Where(rule => rule.From == from && rule.Trigger == trigger)
            .Select(rule => rule.Guard?.Words)
            .Order(StringComparer.Ordinal);

        Assert.Equal(guards, words);
    }

    [Theory]
    [InlineData("ACTIVE --LEAVE_REQUESTED--> UNENROLMENT_REQUESTED")]
    [InlineData("AWAITING_TELEMETRY --TELEMETRY_RECEIVED [meter access outstanding]--> AWAITING_METER_ACCESS")]
    [InlineData("SUSPENDED --CONTROL_RESTORED [AWAITING_DISPATCH the only active reason]--> ACTIVE")]
    public void A_rule_reads_as_one_line(string line) =>
        Assert.Single(LifecycleSpecification.Rules, rule => rule.ToString() == line);

    private static string SourceOf((string From, string Condition, string To) row) => $"states page, row {row.From} / {row.Condition}";

    private static bool Applies(Rule rule, Configuration configuration) =>
        rule.From == configuration.State && (rule.Guard is null || configuration.Meets(rule.Guard));
}
