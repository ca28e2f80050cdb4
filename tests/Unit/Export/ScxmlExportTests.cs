using System.Xml.Linq;
using Vpp.Lifecycle.Export;

namespace Vpp.Lifecycle.Tests.Unit.Export;

public class ScxmlExportTests
{
    private static readonly XNamespace Scxml = "http://www.w3.org/2005/07/scxml";
    private static readonly string Text = ScxmlExport.Write();
    private static readonly XElement Machine = XDocument.Parse(Text).Root!;

    /// <summary>What W3C SCXML 1.0 lets the elements used here hold: their attributes, those that are required with a mark, and their children.</summary>
    private static readonly Dictionary<string, (string[] Attributes, string[] Children)> Grammar = new()
    {
        ["scxml"] = (["version!", "datamodel", "name", "initial", "binding"], ["state", "parallel", "final", "datamodel", "script"]),
        ["datamodel"] = ([], ["data"]),
        ["data"] = (["id!", "src", "expr"], []),
        ["state"] = (["id", "initial"], ["onentry", "onexit", "transition", "initial", "state", "parallel", "final", "history", "datamodel", "invoke"]),
        ["final"] = (["id"], ["onentry", "onexit", "donedata"]),
        ["onentry"] = ([], ["assign", "log", "raise", "if", "foreach", "send", "script", "cancel"]),
        ["transition"] = (["event", "cond", "target", "type"], ["assign", "log", "raise", "if", "foreach", "send", "script", "cancel"]),
        ["assign"] = (["location!", "expr"], []),
    };

    [Fact]
    public void The_same_text_comes_every_time_and_ends_its_lines_with_a_line_feed()
    {
        Assert.Equal(Text, ScxmlExport.Write());
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<scxml ", Text, StringComparison.Ordinal);
        Assert.EndsWith("</scxml>\n", Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Text);
        Assert.All(Text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void The_document_keeps_to_the_grammar() => Assert.Empty(BreachesOfTheGrammar(Machine));

    [Theory]
    [InlineData("<state", "<final", "</state>", "</final>")]
    [InlineData("<onentry>", "<entry>", "</onentry>", "</entry>")]
    [InlineData("<assign location=", "<assign id=")]
    [InlineData(" event=\"NOTICE_SERVED\"", " trigger=\"NOTICE_SERVED\"")]
    [InlineData("<datamodel>", "<state>", "</datamodel>", "</state>")]
    [InlineData("http://www.w3.org/2005/07/scxml", "http://www.w3.org/2005/07/other")]
    public void What_breaks_the_grammar_is_found(params string[] replacements)
    {
        string faulty = replacements.Chunk(2).Aggregate(Text, (text, pair) => text.Replace(pair[0], pair[1], StringComparison.Ordinal));

        Assert.NotEmpty(BreachesOfTheGrammar(XDocument.Parse(faulty).Root!));
    }

    [Fact]
    public void Identifiers_are_unique_and_every_target_is_one_of_them()
    {
        List<string> ids = Machine.Descendants().Where(element => element.Name.LocalName is "state" or "final" or "data").Select(element => element.Attribute("id")!.Value).ToList();

        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Machine.Descendants(Scxml + "transition").Attributes("target"), target => Assert.Contains(target.Value, ids));
        Assert.All(Machine.Descendants(Scxml + "assign").Attributes("location"), location => Assert.Contains(location.Value, ids));
    }

    [Fact]
    public void Each_state_stands_in_its_phase_and_terminal_ones_are_final()
    {
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            XElement element = StateElement(state.State);
            Assert.Equal(state.IsTerminal ? "final" : "state", element.Name.LocalName);
            Assert.Equal("PHASE_" + state.Phase.ToWireName(), element.Parent!.Attribute("id")!.Value);
        }
    }

    [Fact]
    public void Each_rule_is_exactly_one_transition()
    {
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            IEnumerable<string> rules = LifecycleSpecification.Rules
                .Where(rule => rule.From == state.State)
                .Select(rule => string.Join('|',
                    rule.Trigger.ToWireName(),
                    rule.Guard is null ? null : GuardExpression.Of(rule.Guard),
                    rule.Outcome == Outcome.Transitioned ? rule.To.ToWireName() : null,
                    string.Join(';', FactName.Of(rule.Effect.Withdraws).Select(fact => $"{fact.Identifier}=false")
                        .Concat(FactName.Of(rule.Effect.Records).Select(fact => $"{fact.Identifier}=true"))
                        .Append($"outcome='{rule.Outcome.ToWireName()}'"))));
            IEnumerable<string> transitions = StateElement(state.State).Elements(Scxml + "transition")
                .Select(transition => string.Join('|',
                    transition.Attribute("event")!.Value, transition.Attribute("cond")?.Value, transition.Attribute("target")?.Value, Assignments(transition)));

            Assert.Equal(rules, transitions);
        }
    }

    [Fact]
    public void Every_phase_rejects_what_none_of_its_states_takes()
    {
        string triggers = string.Join(' ', Enum.GetValues<Trigger>().Select(trigger => trigger.ToWireName()));
        foreach (Phase phase in Enum.GetValues<Phase>())
        {
            XElement element = Machine.Elements(Scxml + "state").Single(state => state.Attribute("id")!.Value == "PHASE_" + phase.ToWireName());
            XElement rejecting = Assert.Single(element.Elements(Scxml + "transition"));
            Assert.Equal(triggers, rejecting.Attribute("event")!.Value);
            Assert.Null(rejecting.Attribute("target"));
            Assert.Equal("outcome='REJECTED'", Assignments(rejecting));
        }
    }

    [Fact]
    public void Entering_a_state_forgets_what_it_does_not_remember()
    {
        string suspended = Assignments(StateElement(ParticipationState.Suspended).Element(Scxml + "onentry")!);
        string awaitingMeterAccess = Assignments(StateElement(ParticipationState.AwaitingMeterAccess).Element(Scxml + "onentry")!);

        Assert.Equal("meter_access_outstanding=false;rewards_settled=false;notice_period_elapsed=false", suspended);
        Assert.StartsWith("meter_access_outstanding=true;reason_awaiting_telemetry=false;", awaitingMeterAccess, StringComparison.Ordinal);
    }

    private static XElement StateElement(ParticipationState state) =>
        Machine.Descendants().Single(element => element.Name.LocalName is "state" or "final" && element.Attribute("id")!.Value == state.ToWireName());

    private static string Assignments(XElement element) =>
        string.Join(';', element.Elements(Scxml + "assign").Select(assign => $"{assign.Attribute("location")!.Value}={assign.Attribute("expr")!.Value}"));

    private static IEnumerable<string> BreachesOfTheGrammar(XElement machine)
    {
        foreach (XElement element in machine.DescendantsAndSelf())
        {
            string name = element.Name.LocalName;
            if (element.Name.Namespace != Scxml || !Grammar.TryGetValue(name, out (string[] Attributes, string[] Children) allowed))
            {
                yield return $"{element.Name}";
                continue;
            }

            string[] given = [.. element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => attribute.Name.LocalName)];
            foreach (string unknown in given.Except(allowed.Attributes.Select(attribute => attribute.TrimEnd('!'))))
                yield return $"{name} {unknown}=";
            foreach (string missing in allowed.Attributes.Where(attribute => attribute.EndsWith('!')).Select(attribute => attribute.TrimEnd('!')).Except(given))
                yield return $"{name} without {missing}=";
            foreach (XElement child in element.Elements().Where(child => !allowed.Children.Contains(child.Name.LocalName)))
                yield return $"{name} with {child.Name.LocalName}";
        }
    }
}
