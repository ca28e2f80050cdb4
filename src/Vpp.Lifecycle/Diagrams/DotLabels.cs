using static Vpp.Lifecycle.Diagrams.DotWriter;

namespace Vpp.Lifecycle.Diagrams;

/// <summary>The labels of states and arrows, as tables in Graphviz's HTML-like language.</summary>
internal static class DotLabels
{
    // A row of a table on a line of its own, so that a change to the rules reads well in a comparison of two diagrams.
    private const string LineBreak = "\n        ";

    private const int MostRulesWithGuardBelow = 2;

    /// <summary>A name, under it how a path goes through it, and the rules that change what the state remembers.</summary>
    internal static string OfState(string name, IEnumerable<string> captions, IEnumerable<Rule> updates, string faintText) =>
        Table([
            Row("center", $"<b>{Escape(name)}</b>"),
            .. captions.Select(caption => Row("center", Small($"<i>{Escape(caption)}</i>"))),
            .. updates.Select(rule => Row("left", Small(Words(rule, guardBelow: false, faintText)))),
        ]);

    /// <summary>A line for each rule; the guards of a few on lines of their own, so that the arrows can stay close.</summary>
    internal static string OfEdge(IReadOnlyList<Rule> rules, string faintText) =>
        Table([.. rules.Select(rule => Row("left", "&#160;" + Words(rule, rules.Count <= MostRulesWithGuardBelow, faintText)))]);

    /// <summary>Plain lines, on the left of what they label.</summary>
    internal static string OfLines(IEnumerable<string> lines) => "\"" + string.Concat(lines.Select(line => Quote(line)[1..^1] + "\\l")) + "\"";

    private static string Table(IReadOnlyList<string> rows) =>
        $"<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"1\">{LineBreak}{string.Join(LineBreak, rows)}</table>>";

    private static string Row(string align, string text) => $"<tr><td align=\"{align}\">{text}</td></tr>";

    private static string Small(string text) => $"<font point-size=\"10\">{text}</font>";

    private static string Words(Rule rule, bool guardBelow, string faintText)
    {
        string trigger = Escape(rule.Trigger.ToWireName());
        string effect = rule.Effect == Effect.None ? "" : " / " + Escape(RuleWords.Of(rule.Effect));
        if (rule.Guard is null)
            return trigger + effect;
        string guard = $"<font color=\"{faintText}\"><i>[{Escape(rule.Guard.Words)}]</i></font>";
        return guardBelow
            ? $"{trigger}<br align=\"left\"/>&#160;{guard}{effect}<br align=\"left\"/>"
            : $"{trigger} {guard}{effect}";
    }
}
