namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>R31.</summary>
public sealed class ReasonCodeTests
{
    private static readonly string Longest = new('Z', 64);

    public static TheoryData<string, bool> Forms => new()
    {
        { "A", true },
        { "METER_REMOVED", true },
        { "E-17.2", true },
        { "-._", true },
        { "0123456789", true },
        { Longest, true },
        { Longest + "Z", false },
        { "", false },
        { "a", false },
        { "NO METER", false },
        { "Ä", false },
        { "A\n", false },
        { "A/B", false },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_code_is_1_to_64_of_a_few_letters_wherever_it_is_given(string text, bool isValid)
    {
        Assert.Equal(isValid, ReasonCode.IsValid(text));
        Func<object>[] takers =
        [
            () => Given.Requested().Apply(Trigger.ConsentRequested, Given.Start, reasonCode: text),
            () => new TriggerFired("vpp_1", Trigger.ConsentRequested, Given.Start, reasonCode: text),
            () => new DetailsAmended(Given.Details, Given.Start, reasonCode: text),
            () => new ParticipationRequested(Given.Details, MeterAccess.Required, Given.Start, reasonCode: text),
        ];
        foreach (Func<object> taker in takers)
        {
            Exception? thrown = Record.Exception(taker);
            if (isValid)
            {
                Assert.Null(thrown);
                continue;
            }

            var error = Assert.IsType<ArgumentException>(thrown);
            Assert.Equal("reasonCode", error.ParamName);
            Assert.StartsWith($"\"{text}\" is not a reason code. Allowed: 1 to 64 characters of A-Z, 0-9, _, . and -, or null for none.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_text_is_no_code()
    {
        Assert.False(ReasonCode.IsValid(null));
        Assert.Null(new TriggerFired("vpp_1", Trigger.ConsentRequested, Given.Start).ReasonCode);
        Assert.Equal(64, ReasonCode.MaxLength);
    }

    [Fact]
    public void A_code_is_part_of_the_value_and_decides_nothing()
    {
        Participation before = Given.OfCode(8);
        TransitionResult with = before.Apply(Trigger.EligibilityDenied, Given.Start, "desk", "by post", "NO_METER");
        TransitionResult without = before.Apply(Trigger.EligibilityDenied, Given.Start, "desk", "by post");

        Assert.Equal("NO_METER", with.Accepted!.Value.Transition.ReasonCode);
        Assert.Null(without.Accepted!.Value.Transition.ReasonCode);
        Assert.NotEqual(with, without);
        Assert.NotEqual(with.Accepted.Value.Transition, without.Accepted.Value.Transition);
        Assert.Equal(with.Accepted.Value.Participation, without.Accepted.Value.Participation);
        Assert.Equal("NO_METER", TriggerFired.From(with.Accepted.Value).ReasonCode);
        Assert.NotEqual(TriggerFired.From(with.Accepted.Value), TriggerFired.From(without.Accepted.Value));
    }

    [Fact]
    public void Only_a_sighting_can_be_stale()
    {
        foreach (Trigger trigger in Enum.GetValues<Trigger>())
        {
            if (trigger is Trigger.TelemetryReceived or Trigger.TelemetryResumed)
                Assert.True(new TriggerFired("vpp_1", trigger, Given.Start, isStale: true).IsStale);
            else
                Assert.Equal("isStale", Assert.Throws<ArgumentException>(() => new TriggerFired("vpp_1", trigger, Given.Start, isStale: true)).ParamName);
        }
    }
}
