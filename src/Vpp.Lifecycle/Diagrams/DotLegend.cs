using static Vpp.Lifecycle.Diagrams.DotWriter;

namespace Vpp.Lifecycle.Diagrams;

/// <summary>Says what shapes and lines mean, and what is not drawn.</summary>
internal static class DotLegend
{
    private static readonly string[][] Notes =
    [
        ["trigger [guard] / effect:", "+ a fact recorded, − one withdrawn;", "inside a state, without leaving it."],
        ["An arrow from a dashed frame leads", "from every state in the frame."],
        ["Not drawn: repeats and heartbeats,", "which are ignored. What is not", "permitted is rejected."],
    ];

    /// <summary>Draws the legend above a state, in the column that the state ends.</summary>
    internal static void Draw(DotWriter dot, ParticipationState above, bool withPath)
    {
        dot.Open("subgraph cluster_legend");
        dot.Statement($"graph [label=<<b>legend</b>>, labeljust=l, style=rounded, color=\"{DotPalette.OffPath}\", margin=10]");
        dot.Statement($"node [color=\"{DotPalette.FaintText}\", fontsize=10, width=0.75]");
        List<string> row = Enum.GetValues<StateKind>().Select(kind => Sample(dot, kind.ToWireName(), DotStroke.OfState(kind))).ToList();
        SameRank(dot, row);
        if (withPath)
        {
            List<string> statuses = Enum.GetValues<TimelineStatus>()
                .Select(status => Sample(dot, status.ToWireName(), DotStroke.OfState(StateKind.Resting, Phase.Participation, status)))
                .ToList();
            SameRank(dot, statuses);
            foreach ((string kind, string status) in row.Zip(statuses))
                Below(dot, kind, status);
            row = statuses;
        }

        for (int i = 0; i < Notes.Length; i++)
        {
            string note = $"legend_note_{i + 1}";
            dot.Statement($"{note} [shape=plaintext, width=2.4, group=legend, label={DotLabels.OfLines(Notes[i])}]");
            foreach (string last in row)
                Below(dot, last, note);
            row = [note];
        }

        dot.Close();
        Below(dot, row[0], Quote(above.ToWireName()));
    }

    private static void SameRank(DotWriter dot, List<string> samples) =>
        dot.Statement($"{{ rank=same; {string.Join(" -> ", samples)} [style=invis] }}");

    private static void Below(DotWriter dot, string upper, string lower) => dot.Statement($"{upper} -> {lower} [style=invis]");

    private static string Sample(DotWriter dot, string wireName, DotStroke stroke)
    {
        string id = Quote("legend_" + wireName);
        dot.Statement($"{id} [{stroke.Attributes}, label={Quote(wireName.ToLowerInvariant().Replace('_', ' '))}]");
        return id;
    }
}
