using System.Text.RegularExpressions;

namespace Vpp.Lifecycle.Export;

/// <summary>Writes the specification as a Markdown document for people. Thread-safe.</summary>
public static partial class MarkdownExport
{
    private static readonly (Outcome Outcome, string Meaning)[] Outcomes =
    [
        (Outcome.Transitioned, "The state changed."),
        (Outcome.Updated, "Same state, but something was recorded: a reason added or removed while others remain, a fact."),
        (Outcome.Ignored, "Accepted, with nothing to change: a repeat, a heartbeat."),
        (Outcome.Rejected, "No rule applies. Nothing changed; the caller learns why, and what is permitted instead."),
    ];

    /// <summary>
    /// The document: states, suspension reasons, triggers, rules with their sources, configurations and decided readings; lines ended
    /// by <c>\n</c>, the same bytes on every machine.
    /// </summary>
    public static string Write()
    {
        var page = new MarkdownPage();
        Introduction(page);
        States(page);
        Reasons(page);
        Triggers(page);
        Rules(page);
        Configurations(page);
        Readings(page);
        return page.ToString();
    }

    private static void Introduction(MarkdownPage page)
    {
        page.Paragraph("# The participation lifecycle");
        page.Paragraph("<!-- Written by `vpp-lifecycle spec --format markdown`. Change the rules, not this file. -->");
        page.Paragraph(
            "How a device's participation in a virtual power plant programme begins, pauses and ends. All of this is printed from the rules "
            + "that the library runs.");
        page.Paragraph(
            "The *states page* is one platform's published description of the states of a participation: three tables of states, a table of suspension "
            + "reasons, and four tables of transitions. It is not part of this project; all that matters of it is here. A rule names the row it comes from as \"states page, row *from* / *condition*\". Where "
            + "the page is silent or contradicts itself, a [decided reading](#decided-readings) says what holds, and the rule names it by number, such as R6.");
        page.Paragraph(Linked(
            "Firing a trigger has one of four outcomes. At most one rule applies to a configuration and a trigger; where none does, the "
            + "trigger is rejected (R8). *Permitted*, here and in every list of permitted triggers, is what would transition or update."));
        page.Table(["Outcome", "Meaning"], Outcomes.Select(outcome => (string[])[Code(outcome.Outcome.ToWireName()), outcome.Meaning]));
    }

    private static void States(MarkdownPage page)
    {
        page.Paragraph("## States");
        foreach (IGrouping<Phase, StateDescriptor> phase in LifecycleSpecification.States.GroupBy(state => state.Phase))
        {
            page.Paragraph($"### Phase {phase.Key.ToWireName()}");
            page.Table(["State", "Kind", "Description", "Customer-facing message"], phase.Select(state => (string[])
            [
                Code(state.State.ToWireName()), state.Kind.ToWireName(), state.Description, state.Message,
            ]));
        }
    }

    private static void Reasons(MarkdownPage page)
    {
        page.Paragraph("## Suspension reasons");
        page.Paragraph(Linked(
            "Each is raised and cleared independently of the others (R3); several can be active at once. The bits are those of the codes of "
            + "SUSPENDED below."));
        page.Table(
            ["Bit", "Reason", "When", "Recovers", "Raised by", "Cleared by", "Customer-facing message"],
            LifecycleSpecification.Reasons.Select(reason => (string[])
            [
                $"{(int)reason.Reason}", Code(reason.Reason.ToWireName()), reason.When, reason.Recovers, Code(reason.RaisedBy.ToWireName()),
                string.Join(", ", ClearingTriggers(reason).Select(trigger => Code(trigger.ToWireName()))), reason.Message,
            ]));
    }

    private static IEnumerable<Trigger> ClearingTriggers(SuspensionReasonDescriptor reason) =>
        LifecycleSpecification.Triggers
            .Select(descriptor => descriptor.Trigger)
            .Where(trigger => LifecycleSpecification.Rules.Any(rule =>
                rule.Trigger == trigger && rule.From == ParticipationState.Suspended && rule.Effect.Withdraws == reason.Reason.ToFact()));

    private static void Triggers(MarkdownPage page)
    {
        page.Paragraph("## Triggers");
        page.Paragraph("Their order here is their order everywhere.");
        page.Table(["Trigger", "Group", "What happened", "Changes something in"], LifecycleSpecification.Triggers.Select(trigger => (string[])
        [
            Code(trigger.Trigger.ToWireName()), $"{trigger.Group}".ToLowerInvariant(), trigger.Condition,
            string.Join(", ", StatesChangedBy(trigger.Trigger)),
        ]));
    }

    private static IEnumerable<string> StatesChangedBy(Trigger trigger) =>
        LifecycleSpecification.States
            .Where(state => LifecycleSpecification.Rules.Any(rule => rule.From == state.State && rule.Trigger == trigger && rule.Outcome != Outcome.Ignored))
            .Select(state => state.State.ToWireName());

    private static void Rules(MarkdownPage page)
    {
        page.Paragraph("## Rules");
        ILookup<ParticipationState, Rule> rules = LifecycleSpecification.Rules.ToLookup(rule => rule.From);
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            page.Paragraph($"### From {state.State.ToWireName()}");
            if (!rules.Contains(state.State))
            {
                page.Paragraph(Linked("No rule: every trigger is rejected (R1)."));
                continue;
            }

            page.Table(["Trigger", "Condition", "Outcome", "To", "Source"], rules[state.State].OrderBy(rule => rule.Trigger).Select(rule => (string[])
            [
                Code(rule.Trigger.ToWireName()), rule.Guard?.Words ?? "", rule.Outcome.ToWireName(), Code(rule.To.ToWireName()), Linked(rule.Source),
            ]));
        }
    }

    private static void Configurations(MarkdownPage page)
    {
        page.Paragraph("## Configurations");
        page.Paragraph(
            "A configuration is all that the lifecycle remembers for deciding a trigger: the state, and those facts that vary in it. There "
            + $"are exactly {Configuration.Count}. Their codes are a stored format and never change their meaning; the codes of SUSPENDED are "
            + "that of ACTIVE plus the sum of 2 to the power of each active reason's bit.");
        page.Table(["Code", "Configuration", "Expected to follow"], Configuration.All.Select(configuration => (string[])
        [
            $"{configuration.Code}", $"{configuration}", string.Join(", ", configuration.ExpectedStates.Select(state => state.ToWireName())),
        ]));
    }

    private static void Readings(MarkdownPage page)
    {
        page.Paragraph("## Decided readings");
        page.Paragraph("What holds where the published pages are silent or contradict each other. Code, tests and documents cite these numbers.");
        foreach (DecidedReading reading in DecidedReadings.All)
        {
            page.Paragraph($"<a id=\"{reading.Name.ToLowerInvariant()}\"></a>\n\n### {reading}");
            page.Paragraph(Linked(reading.Text));
        }
    }

    private static string Code(string word) => $"`{word}`";

    private static string Linked(string text) => ReadingName().Replace(text, name => $"[{name.Value}](#{name.Value.ToLowerInvariant()})");

    [GeneratedRegex(@"\bR[0-9]+\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadingName();
}
