using System.Runtime.CompilerServices;

namespace Vpp.Lifecycle.Tests.Unit;

public sealed class ConfigurationTests
{
    public static TheoryData<int> Codes => [.. Enumerable.Range(0, 51)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_has_the_facts_of_the_table(int code)
    {
        Configuration configuration = Configuration.FromCode(code);
        Situation expected = Situation.OfCode(code);

        Assert.Equal(code, configuration.Code);
        Assert.True(configuration.IsValid);
        Assert.Equal(expected.State, configuration.State);
        Assert.Equal(expected.MeterAccessOutstanding, configuration.MeterAccessOutstanding);
        Assert.Equal(expected.Reasons, configuration.SuspensionReasons);
        Assert.Equal(expected.RewardsSettled, configuration.RewardsSettled);
        Assert.Equal(expected.NoticePeriodElapsed, configuration.NoticePeriodElapsed);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_facts_of_a_code_give_the_code_back(int code)
    {
        Situation facts = Situation.OfCode(code);

        Configuration configuration = Configuration.From(
            facts.State, facts.MeterAccessOutstanding, SuspensionReasonSet.From(facts.Reasons), facts.RewardsSettled, facts.NoticePeriodElapsed);

        Assert.Equal(code, configuration.Code);
    }

    [Fact]
    public void A_suspended_code_is_12_and_the_mask_of_its_reasons()
    {
        for (byte mask = 1; mask <= 31; mask++)
            Assert.Equal(12 + mask, Configuration.From(ParticipationState.Suspended, suspensionReasons: SuspensionReasonSet.FromMask(mask)).Code);
    }

    [Fact]
    public void All_lists_the_51_by_ascending_code()
    {
        Assert.Equal(51, Configuration.Count);
        Assert.Equal(Enumerable.Range(0, 51), Configuration.All.Select(configuration => (int)configuration.Code));
    }

    [Fact]
    public void The_default_value_is_code_0_and_a_configuration_is_one_byte()
    {
        Assert.Equal(Configuration.FromCode(0), default);
        Assert.Equal(1, Unsafe.SizeOf<Configuration>());
        Assert.Equal(1, Unsafe.SizeOf<Step>());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(51)]
    [InlineData(256)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_impossible_code_is_an_error_that_names_it_and_what_is_allowed(int code)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Configuration.FromCode(code));

        Assert.Equal("code", error.ParamName);
        Assert.Equal(code, error.ActualValue);
        Assert.Contains($"{code} is not the code of a configuration. Allowed: 0 to 50.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(51)]
    [InlineData(60)]
    [InlineData(255)]
    public void A_reinterpreted_byte_that_is_none_says_so_instead_of_answering(byte code)
    {
        Configuration none = Unsafe.As<byte, Configuration>(ref code);
        Action[] questions =
        [
            () => _ = none.State,
            () => _ = none.MeterAccessOutstanding,
            () => _ = none.SuspensionReasons,
            () => _ = none.RewardsSettled,
            () => _ = none.NoticePeriodElapsed,
            () => _ = none.PermittedTriggers,
            () => _ = none.ExpectedStates,
            () => none.PathTo(ParticipationState.Active),
            () => none.RuleFor(Trigger.ConsentGranted),
            () => none.RejectionOf(Trigger.ConsentGranted),
            () => none.Meets(LifecycleSpecification.Rules.First(rule => rule.Guard is not null).Guard!),
        ];

        Assert.False(none.IsValid);
        Assert.Equal($"invalid ({code})", none.ToString());
        foreach (Action question in questions)
        {
            var error = Assert.Throws<InvalidOperationException>(question);
            Assert.Equal($"{code} is not the code of a configuration. Allowed: 0 to 50.", error.Message);
        }
    }

    [Fact]
    public void Facts_that_never_occur_in_a_state_are_an_error_that_names_both()
    {
        // Everything of state × meter access × reasons × rewards × notice that is not one of the 51 (or implied) is rejected.
        int accepted = 0;
        foreach (ParticipationState state in Enum.GetValues<ParticipationState>())
        {
            for (int bits = 0; bits < 256; bits++)
            {
                bool outstanding = (bits & 1) != 0, rewards = (bits & 2) != 0, notice = (bits & 4) != 0;
                SuspensionReasonSet reasons = SuspensionReasonSet.FromMask((byte)(bits >> 3));
                var wanted = new Situation(state)
                {
                    MeterAccessOutstanding = outstanding || state == ParticipationState.AwaitingMeterAccess,
                    Reasons = [.. reasons],
                    RewardsSettled = rewards,
                    NoticePeriodElapsed = notice,
                };
                if (wanted.Code >= 0)
                {
                    Assert.Equal(wanted.Code, Configuration.From(state, outstanding, reasons, rewards, notice).Code);
                    accepted++;
                    continue;
                }

                var error = Assert.Throws<ArgumentException>(() => Configuration.From(state, outstanding, reasons, rewards, notice));
                Assert.Contains($"{wanted.ToString().Split(':')[0]} never occurs with the facts: ", error.Message, StringComparison.Ordinal);
            }
        }

        // AWAITING_METER_ACCESS may be asked for with or without the fact that it implies.
        Assert.Equal(52, accepted);
    }

    [Fact]
    public void Facts_that_never_occur_in_a_state_are_named_in_words()
    {
        Assert.StartsWith(
            "ACTIVE never occurs with the facts: meter access outstanding, AWAITING_DISPATCH, rewards settled, notice period elapsed.",
            Assert.Throws<ArgumentException>(() => Configuration.From(
                ParticipationState.Active, true, SuspensionReasonSet.From(SuspensionReason.AwaitingDispatch), true, true)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "SUSPENDED never occurs with the facts: none.",
            Assert.Throws<ArgumentException>(() => Configuration.From(ParticipationState.Suspended)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_undefined_state_is_an_error()
    {
        Assert.Equal("state", Assert.Throws<ArgumentOutOfRangeException>(() => Configuration.From((ParticipationState)16)).ParamName);
        Assert.Equal("state", Assert.Throws<ArgumentOutOfRangeException>(() => Configuration.FromCode(0).PathTo((ParticipationState)16)).ParamName);
    }

    [Fact]
    public void A_guard_is_met_where_its_facts_hold()
    {
        Guard inPlace = LifecycleSpecification.Rules.First(rule => rule.Guard?.Words == "meter access available or not required").Guard!;
        Guard alone = LifecycleSpecification.Rules.First(rule => rule.Guard?.Words == "OPERATOR_REQUEST the only active reason").Guard!;
        Guard further = LifecycleSpecification.Rules.First(rule => rule.Guard?.Words == "OPERATOR_REQUEST active, others remain").Guard!;

        for (int code = 0; code < 51; code++)
        {
            Situation situation = Situation.OfCode(code);
            bool paused = situation.Reasons.Contains(SuspensionReason.OperatorRequest);
            Assert.Equal(!situation.MeterAccessOutstanding, Configuration.FromCode(code).Meets(inPlace));
            Assert.Equal(paused && situation.Reasons.Length == 1, Configuration.FromCode(code).Meets(alone));
            Assert.Equal(paused && situation.Reasons.Length > 1, Configuration.FromCode(code).Meets(further));
        }

        Assert.Equal("guard", Assert.Throws<ArgumentNullException>(() => Configuration.FromCode(0).Meets(null!)).ParamName);
    }

    [Theory]
    [InlineData(0, "ENROLMENT_REQUESTED")]
    [InlineData(1, "ENROLMENT_REQUESTED (meter access outstanding)")]
    [InlineData(6, "AWAITING_METER_ACCESS")]
    [InlineData(17, "SUSPENDED (AWAITING_TELEMETRY, AWAITING_CONSENT)")]
    [InlineData(46, "WINDING_DOWN (rewards settled)")]
    [InlineData(47, "WINDING_DOWN (notice period elapsed)")]
    [InlineData(50, "FAILED")]
    public void Its_text_is_the_state_and_the_facts_that_vary(int code, string text) =>
        Assert.Equal(text, Configuration.FromCode(code).ToString());

    [Fact]
    public void Configurations_compare_by_code()
    {
        Assert.True(Configuration.FromCode(7) == Configuration.From(ParticipationState.ConfirmingDispatch));
        Assert.True(Configuration.FromCode(7) != Configuration.FromCode(8));
        Assert.True(Configuration.FromCode(7).Equals((object)Configuration.FromCode(7)));
        Assert.False(Configuration.FromCode(7).Equals((object)7));
        Assert.Equal(51, Configuration.All.Select(configuration => configuration.GetHashCode()).Distinct().Count());
    }
}
