using System.CommandLine;
using Vpp.Lifecycle.Tool.Explaining;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Commands;

/// <summary>What is permitted where a participation stands, what is rejected and why, and the way to another state.</summary>
internal static class ExplainCommand
{
    private const int WidthElsewhere = 80;
    private const int StatesInALine = 4;
    private const string Text = "text";
    private const string Json = "json";

    private static readonly Argument<string> State = new("STATE") { Description = "Where the participation stands: one of the states below." };

    private static readonly Option<string?> Reasons = new("--reasons")
    {
        Description = "In SUSPENDED: the active suspension reasons, with commas between them.",
        HelpName = "A,B",
    };

    private static readonly Option<string?> MeterAccess = new("--meter-access")
    {
        Description = "NOT_REQUIRED (when left out), REQUIRED or AVAILABLE. Matters until the first telemetry has arrived.",
        HelpName = "ACCESS",
    };

    private static readonly Option<string?> Recorded = new("--recorded")
    {
        Description = "In WINDING_DOWN: what is recorded already, REWARDS_SETTLED or NOTICE_PERIOD_ELAPSED.",
        HelpName = "FACT",
    };

    private static readonly Option<string?> To = new("--to")
    {
        Description = "Show the shortest sequence of triggers to this state instead.",
        HelpName = "STATE",
    };

    private static readonly Option<string> Format = SharedOptions.Choice("--format", "For people or for programs.", Text, Json);

    internal static Command Create()
    {
        var command = new Command("explain", "What a state waits for, what is permitted there and where it leads, what is rejected and why.")
        {
            State, Reasons, MeterAccess, Recorded, To, Format,
        };
        command.SetAction(Run);
        CommandHelp.Extend(
            command,
            $$"""
            States:
            {{StateLines()}}
            Upper or lower case, as for all names here; a former name of a state is understood too.

            Exit status 1 when --to names a state that cannot be reached.

            JSON: one object.
              configuration  code, state, meter_access_outstanding, suspension_reasons, rewards_settled,
                             notice_period_elapsed, pending (the states expected to follow)
              next_actions   [{code, party, trigger, message, reason}]: what it waits for, who is to do it
                             (CUSTOMER, DEVICE, OPERATOR or HOST) and what the customer reads; reason is the
                             suspension reason that it clears, or null
              permitted      [{trigger, outcome, to, source}], to being a configuration
              ignored        likewise: accepted, with nothing to change
              rejected       [{trigger, code, reason}]
              target         the state that --to names, or null
              path           steps in the form of permitted; null without --to, and when there is no path

            Examples:
              vpp-lifecycle explain SUSPENDED --reasons AWAITING_CONSENT,OPERATOR_REQUEST
              vpp-lifecycle explain AWAITING_TELEMETRY --meter-access REQUIRED --to ACTIVE
              vpp-lifecycle explain WINDING_DOWN --recorded REWARDS_SETTLED --format json
            """);
        return command;
    }

    private static string StateLines() => string.Join(
        '\n', LifecycleSpecification.States.Select(known => known.State.ToWireName()).Chunk(StatesInALine).Select(line => $"  {string.Join(", ", line)}"));

    private static int Run(ParseResult parsed)
    {
        Configuration configuration = ExplainedConfiguration.Of(
            parsed.GetRequiredValue(State), parsed.GetValue(Reasons), parsed.GetValue(MeterAccess), parsed.GetValue(Recorded));
        ParticipationState? target = parsed.GetValue(To) is { } name ? ExplainedConfiguration.StateNamed(name, To.Name) : null;
        var explanation = new Explanation(configuration, target);
        string text = parsed.GetRequiredValue(Format) == Json
            ? ExplanationJson.Write(explanation)
            : ExplanationText.Write(explanation, !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var width ? width : WidthElsewhere);
        OutputFile.WriteAllText(TargetFile.ToWrite(TargetFile.StandardName), text);
        return target is not null && explanation.Path is null ? ExitStatus.Rejected : ExitStatus.Done;
    }
}
