namespace Vpp.Lifecycle.Tests.Unit;

public sealed class TransitionTableCompilerTests
{
    private static readonly Guard MeterAccessOutstanding = new("meter access outstanding", allOf: LifecycleFacts.MeterAccessOutstanding);

    [Fact]
    public void Two_rules_for_one_pair_are_an_error_that_names_both_and_the_pair()
    {
        Rule second = Transition(ParticipationState.Active, Trigger.LeaveRequested, guard: null, ParticipationState.Unenrolled, Citation.Row("a test"));

        var error = Assert.Throws<InvalidOperationException>(() => TransitionTableCompiler.Compile([.. LifecycleSpecification.Rules, second]));

        Assert.Equal(
            "Two rules apply to ACTIVE: ACTIVE --LEAVE_REQUESTED--> UNENROLMENT_REQUESTED "
            + "(states page, row ACTIVE / customer or operator requests to leave) and ACTIVE --LEAVE_REQUESTED--> UNENROLLED (states page, row ACTIVE / a test).",
            error.Message);
    }

    [Fact]
    public void Guards_that_overlap_in_a_single_configuration_are_an_error_too()
    {
        var paused = new Guard("OPERATOR_REQUEST active", allOf: LifecycleFacts.OperatorRequest);
        var pausedAndLost = new Guard("both active", allOf: LifecycleFacts.OperatorRequest | LifecycleFacts.AwaitingTelemetry);
        var pausedAlone = new Guard("alone", allOf: LifecycleFacts.OperatorRequest, noneOf: LifecycleFacts.AnyReason & ~LifecycleFacts.OperatorRequest);
        Rule[] overlapping = [Ignored(paused), Ignored(pausedAndLost)];
        Rule[] disjoint = [Ignored(pausedAlone), Ignored(pausedAndLost)];

        var error = Assert.Throws<InvalidOperationException>(() => TransitionTableCompiler.Compile(overlapping));

        Assert.StartsWith("Two rules apply to SUSPENDED (AWAITING_TELEMETRY, OPERATOR_REQUEST): ", error.Message, StringComparison.Ordinal);
        Assert.Equal(28 * 64, TransitionTableCompiler.Compile(disjoint).Length);

        static Rule Ignored(Guard guard) =>
            new(ParticipationState.Suspended, Trigger.OperatorPaused, guard, Outcome.Ignored, ParticipationState.Suspended, Effect.None, Citation.Row("a test"));
    }

    [Fact]
    public void A_rule_that_leads_to_facts_its_state_never_has_is_an_error()
    {
        Rule suspendedForNothing = Transition(ParticipationState.Active, Trigger.SiteDeleted, guard: null, ParticipationState.Suspended, Citation.Row("a test"));

        var error = Assert.Throws<InvalidOperationException>(() => TransitionTableCompiler.Compile([suspendedForNothing]));

        Assert.Contains("ACTIVE --SITE_DELETED--> SUSPENDED (states page, row ACTIVE / a test) leads from ACTIVE to facts that SUSPENDED never has", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_rules_everything_is_rejected_and_the_padding_is_invalid()
    {
        byte[] steps = TransitionTableCompiler.Compile([]);

        Assert.Equal(28 * 64, steps.Length);
        for (int index = 0; index < steps.Length; index++)
        {
            byte code = (byte)(index % 64);
            Assert.Equal(code < 51 ? (byte)(0b1100_0000 | code) : (byte)0xFF, steps[index]);
        }
    }

    [Fact]
    public void A_guarded_rule_applies_only_where_its_guard_is_met()
    {
        Rule guarded = Transition(ParticipationState.AwaitingTelemetry, Trigger.TelemetryReceived, MeterAccessOutstanding, ParticipationState.AwaitingMeterAccess, Citation.Row("a test"));

        byte[] steps = TransitionTableCompiler.Compile([guarded]);

        Assert.Equal(new Step(Outcome.Rejected, Configuration.FromCode(4)), Step.FromBits(steps[((int)Trigger.TelemetryReceived * 64) + 4]));
        Assert.Equal(new Step(Outcome.Transitioned, Configuration.FromCode(6)), Step.FromBits(steps[((int)Trigger.TelemetryReceived * 64) + 5]));
    }

    [Fact]
    public void A_row_of_the_table_is_the_trigger_s_64_bytes()
    {
        foreach (Trigger trigger in Enum.GetValues<Trigger>())
        {
            ReadOnlySpan<byte> row = TransitionTable.Row(trigger);
            Assert.Equal(64, row.Length);
            for (int code = 0; code < 64; code++)
                Assert.Equal(TransitionTable.Next(Configuration.FromCodeUnchecked(code), trigger).Bits, row[code]);
        }
    }

    private static Rule Transition(ParticipationState from, Trigger trigger, Guard? guard, ParticipationState to, Citation source) =>
        new(from, trigger, guard, Outcome.Transitioned, to, Effect.None, source);
}
