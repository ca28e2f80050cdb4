using System.Text;
using System.Xml;

namespace Vpp.Lifecycle.Export;

/// <summary>
/// Writes the lifecycle as State Chart XML (W3C SCXML 1.0), from the rules and not from the compiled table, so that an interpreter
/// of another make can be compared with the table. Thread-safe.
/// </summary>
public static class ScxmlExport
{
    private const string Namespace = "http://www.w3.org/2005/07/scxml";
    private const string Outcome = "outcome";
    private const string Start = "START";

    /// <summary>
    /// The document, the same bytes on every machine, lines ended by <c>\n</c>. It begins with the event ENROLMENT_REQUESTED, whose data
    /// has a member <c>meter_access</c>; every further event is a trigger. After each, the data item <c>outcome</c> tells what it did.
    /// </summary>
    public static string Write()
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
        using (var xml = XmlWriter.Create(stream, settings))
            WriteDocument(xml);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void WriteDocument(XmlWriter xml)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("scxml", Namespace);
        xml.WriteAttributeString("version", "1.0");
        xml.WriteAttributeString("datamodel", "ecmascript");
        xml.WriteAttributeString("name", "participation_lifecycle");
        xml.WriteAttributeString("initial", Start);

        xml.WriteStartElement("datamodel", Namespace);
        foreach (FactName fact in FactName.All)
            WriteData(xml, fact.Identifier, "false");
        WriteData(xml, Outcome, "''");
        xml.WriteEndElement();

        WriteStart(xml);
        foreach (IGrouping<Phase, StateDescriptor> phase in LifecycleSpecification.States.GroupBy(state => state.Phase))
            WritePhase(xml, phase);
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteData(XmlWriter xml, string id, string expression)
    {
        xml.WriteStartElement("data", Namespace);
        xml.WriteAttributeString("id", id);
        xml.WriteAttributeString("expr", expression);
        xml.WriteEndElement();
    }

    /// <summary>Before the request: whether meter access is outstanding comes with it.</summary>
    private static void WriteStart(XmlWriter xml)
    {
        string first = default(Configuration).State.ToWireName();
        xml.WriteStartElement("state", Namespace);
        xml.WriteAttributeString("id", Start);
        xml.WriteStartElement("transition", Namespace);
        xml.WriteAttributeString("event", first);
        xml.WriteAttributeString("target", first);
        foreach (FactName fact in FactName.Of(LifecycleFacts.MeterAccessOutstanding))
            WriteAssign(xml, fact.Identifier, $"_event.data.meter_access === '{MeterAccess.Required.ToWireName()}'");
        WriteOutcome(xml, Lifecycle.Outcome.Transitioned);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WritePhase(XmlWriter xml, IGrouping<Phase, StateDescriptor> phase)
    {
        xml.WriteStartElement("state", Namespace);
        xml.WriteAttributeString("id", "PHASE_" + phase.Key.ToWireName());
        foreach (StateDescriptor state in phase)
            WriteState(xml, state);

        // Inner transitions go first: this one takes what no rule permits (R8). Its events are named one by one, because a wildcard
        // would also match what an interpreter raises itself.
        xml.WriteStartElement("transition", Namespace);
        xml.WriteAttributeString("event", string.Join(' ', LifecycleSpecification.Triggers.Select(trigger => trigger.Trigger.ToWireName())));
        WriteOutcome(xml, Lifecycle.Outcome.Rejected);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteState(XmlWriter xml, StateDescriptor state)
    {
        xml.WriteStartElement(state.IsTerminal ? "final" : "state", Namespace);
        xml.WriteAttributeString("id", state.State.ToWireName());
        WriteMemory(xml, LifecycleSpecification.MemoryOf(state.State));
        foreach (Rule rule in LifecycleSpecification.Rules.Where(rule => rule.From == state.State))
            WriteRule(xml, rule);
        xml.WriteEndElement();
    }

    /// <summary>On entering a state, what it does not remember is forgotten and what it implies holds.</summary>
    private static void WriteMemory(XmlWriter xml, StateMemory memory)
    {
        xml.WriteStartElement("onentry", Namespace);
        foreach (FactName fact in FactName.All)
        {
            if ((memory.Implied & fact.Fact) != 0)
                WriteAssign(xml, fact.Identifier, "true");
            else if ((memory.Remembered & fact.Fact) == 0)
                WriteAssign(xml, fact.Identifier, "false");
        }

        xml.WriteEndElement();
    }

    private static void WriteRule(XmlWriter xml, Rule rule)
    {
        string guard = rule.Guard is null ? "" : $" [{rule.Guard.Words}]";
        xml.WriteComment($" {rule.Source}{guard} ");
        xml.WriteStartElement("transition", Namespace);
        xml.WriteAttributeString("event", rule.Trigger.ToWireName());
        if (rule.Guard is not null)
            xml.WriteAttributeString("cond", GuardExpression.Of(rule.Guard));
        if (rule.Outcome == Lifecycle.Outcome.Transitioned)
            xml.WriteAttributeString("target", rule.To.ToWireName());
        foreach (FactName fact in FactName.Of(rule.Effect.Withdraws))
            WriteAssign(xml, fact.Identifier, "false");
        foreach (FactName fact in FactName.Of(rule.Effect.Records))
            WriteAssign(xml, fact.Identifier, "true");
        WriteOutcome(xml, rule.Outcome);
        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, Outcome outcome) => WriteAssign(xml, Outcome, $"'{outcome.ToWireName()}'");

    private static void WriteAssign(XmlWriter xml, string location, string expression)
    {
        xml.WriteStartElement("assign", Namespace);
        xml.WriteAttributeString("location", location);
        xml.WriteAttributeString("expr", expression);
        xml.WriteEndElement();
    }
}
