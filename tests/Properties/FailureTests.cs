using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Vpp.Lifecycle.Tests.Properties.Flip;

namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>What is seen of a property that does not hold.</summary>
public sealed class FailureTests
{
    [Fact]
    public void A_life_that_fails_is_made_short_and_printed_as_text() => RequireShrunk(
        nameof(Untrue.No_operator_ever_pauses),
        "request, meter access NOT_REQUIRED, dwell times: none",
        "  2026-01-01 00:00:00.0000000Z CONSENT_REQUESTED",
        "  2026-01-01 00:00:00.0000000Z CONSENT_GRANTED",
        "  2026-01-01 00:00:00.0000000Z TELEMETRY_RECEIVED",
        "  2026-01-01 00:00:00.0000000Z CONTROL_CONFIRMED",
        "  2026-01-01 00:00:00.0000000Z ELIGIBILITY_CONFIRMED",
        "  2026-01-01 00:00:00.0000000Z REGISTRATION_CONFIRMED",
        "  2026-01-01 00:00:00.0000000Z DEVICE_WENT_LIVE",
        "  2026-01-01 00:00:00.0000000Z OPERATOR_PAUSED");

    [Fact]
    public void A_life_seen_through_flip_is_made_short_as_well() =>
        RequireShrunk(nameof(Untrue.Telemetry_is_never_seen), "request, TELEMETRY_RECEIVED");

    [Fact]
    public void The_lives_are_the_same_on_every_run()
    {
        Assert.Equal(Written(), Written());

        static IEnumerable<string> Written() => Scripts.Drawn.Sample(200, LifecyclePropertyAttribute.Beginning, 50).Select(script => script.ToString());
    }

    private static void RequireShrunk(string property, params string[] lines)
    {
        var attribute = new LifecyclePropertyAttribute();
        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(attribute.MaxTest)
            .WithArbitrary(attribute.Arbitrary)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(LifecyclePropertyAttribute.Beginning, FSharpOption<int>.None)));
        MethodInfo method = typeof(Untrue).GetMethod(property)!;

        string failure = Assert.Throws<TargetInvocationException>(() => Check.Method(config, method, null)).InnerException!.Message;

        Assert.Contains($"({attribute.Replay})", failure, StringComparison.Ordinal);
        string shortest = failure[failure.IndexOf("Shrunk:", StringComparison.Ordinal)..];
        Assert.StartsWith($"Shrunk:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}{Environment.NewLine}", shortest, StringComparison.Ordinal);
    }

    /// <summary>Properties that do not hold; so they are no tests.</summary>
    private static class Untrue
    {
        public static void No_operator_ever_pauses(Script script) =>
            Assert.DoesNotContain(script.Live(), participation => participation.SuspensionReasons.Contains(SuspensionReason.OperatorRequest));

        public static void Telemetry_is_never_seen(Life life) => Assert.DoesNotContain(life.Values, value => value.TelemetrySeenAt is not null);
    }
}
