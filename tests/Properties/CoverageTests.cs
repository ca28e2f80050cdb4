using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>What the random lives reach; a property says nothing of a pair that none of them tries.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void The_lives_try_every_trigger_in_every_configuration()
    {
        var tried = new Dictionary<(Configuration, Trigger), int>();
        var outcomes = new Dictionary<Outcome, int>();
        int lives = 0;
        Scripts.ForAll(script =>
        {
            lives++;
            Participation participation = script.Request();
            foreach (Command command in script.Commands)
            {
                if (command.Trigger is { } trigger)
                {
                    Outcome outcome = participation.Apply(trigger, command.At).Outcome;
                    outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                    tried[(participation.Configuration, trigger)] = tried.GetValueOrDefault((participation.Configuration, trigger)) + 1;
                }

                Script.Perform(participation, command, out participation);
            }
        });

        ((Configuration configuration, Trigger rare), int times) = tried.MinBy(pair => pair.Value);
        output.WriteLine($"{lives} lives, {outcomes.Values.Sum()} triggers: {string.Join(", ", outcomes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} {pair.Key}"))}.");
        output.WriteLine($"{tried.Count} of 1428 pairs tried; the rarest, {rare.ToWireName()} in {configuration}, {times} times.");
        Assert.Equal(Scripts.Count, lives);
        Assert.Equal(1428, tried.Count);
    }

    [Fact]
    public void The_lives_are_the_same_on_every_run()
    {
        Assert.Equal(Written(), Written());

        static List<string> Written()
        {
            var scripts = new List<Script>();
            Scripts.ForAll(scripts.Add);
            return [.. scripts.Where((_, place) => place % 50 == 0).Select(script => script.ToString())];
        }
    }

    [Fact]
    public void A_life_that_fails_is_made_short_and_printed_as_text()
    {
        var failure = Assert.ThrowsAny<Exception>(() => Scripts.ForAll(script =>
            Assert.DoesNotContain(script.Live(), participation => participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest))));

        Assert.Contains("(2026,1)", failure.Message, StringComparison.Ordinal);
        string shortest = failure.Message[failure.Message.IndexOf("Shrunk:", StringComparison.Ordinal)..];
        Assert.Contains(
            string.Join(
                Environment.NewLine,
                "request, meter access NOT_REQUIRED, dwell times: none",
                "  2026-01-01 00:00:00.0000000Z CONSENT_REQUESTED",
                "  2026-01-01 00:00:00.0000000Z CONSENT_GRANTED",
                "  2026-01-01 00:00:00.0000000Z TELEMETRY_RECEIVED",
                "  2026-01-01 00:00:00.0000000Z CONTROL_CONFIRMED",
                "  2026-01-01 00:00:00.0000000Z ELIGIBILITY_CONFIRMED",
                "  2026-01-01 00:00:00.0000000Z REGISTRATION_CONFIRMED",
                "  2026-01-01 00:00:00.0000000Z DEVICE_WENT_LIVE",
                "  2026-01-01 00:00:00.0000000Z OPERATOR_PAUSED"),
            shortest,
            StringComparison.Ordinal);
    }
}
