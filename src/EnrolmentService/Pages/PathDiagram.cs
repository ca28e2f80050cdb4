using System.Globalization;
using System.Text;
using Vpp.Lifecycle;
using static EnrolmentService.Pages.PageWords;

namespace EnrolmentService.Pages;

/// <summary>
/// The whole process with a participation's path: a row for each state, in the phases' and the states' order, and beside the rows the
/// arrows that the rules allow. It is as narrow as a phone, and what colour tells is told by symbols and words too.
/// </summary>
internal static class PathDiagram
{
    /// <summary>The states from top to bottom; null where a phase's name stands.</summary>
    private static readonly IReadOnlyList<ParticipationState?> Rows =
        [.. LifecycleSpecification.States.GroupBy(state => state.Phase).SelectMany(phase => phase.Select(state => (ParticipationState?)state.State).Prepend(null))];

    private static readonly PathArrows Arrows = new(
        Rows,
        [.. LifecycleSpecification.Rules.Where(rule => rule.Outcome == Outcome.Transitioned).Select(rule => (rule.From, rule.To)).Distinct()]);

    public static string Draw(Timeline timeline)
    {
        ILookup<ParticipationState, TimelineStatus> visits = timeline.ToLookup(entry => entry.State, entry => entry.Status);
        var taken = new Dictionary<(ParticipationState From, ParticipationState To), TimelineStatus>();
        for (int place = 1; place < timeline.Count; place++)
        {
            // Taken once is taken, however often it is expected again.
            TimelineStatus status = timeline[place].Status == TimelineStatus.Pending ? TimelineStatus.Pending : TimelineStatus.Complete;
            if (status == TimelineStatus.Complete || !taken.ContainsKey((timeline[place - 1].State, timeline[place].State)))
                taken[(timeline[place - 1].State, timeline[place].State)] = status;
        }

        var html = new StringBuilder("<div class=\"map\">");
        html.Append(Arrows.Draw(visits.Contains, edge => taken.TryGetValue(edge, out TimelineStatus status) ? status : null));
        html.Append("<div>");
        foreach (IGrouping<Phase, StateDescriptor> phase in LifecycleSpecification.States.GroupBy(state => state.Phase))
        {
            html.Append(CultureInfo.InvariantCulture, $"<h3>{Sentence(phase.Key.ToWireName())}</h3><ul>");
            foreach (StateDescriptor state in phase)
                AppendRow(html, state.State, [.. visits[state.State]]);
            html.Append("</ul>");
        }

        return html.Append("</div></div>").ToString();
    }

    private static void AppendRow(StringBuilder html, ParticipationState state, TimelineStatus[] visits)
    {
        if (visits.Length == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li data-state=\"{state.ToWireName()}\">{NameOf(state)}</li>");
            return;
        }

        TimelineStatus status = visits.Contains(TimelineStatus.InProgress) ? TimelineStatus.InProgress : visits[0];
        string again = status == TimelineStatus.Complete && visits[^1] == TimelineStatus.Pending ? ", expected again" : "";
        html.Append(CultureInfo.InvariantCulture, $"""
            <li class="{ClassOf(status)}" data-state="{state.ToWireName()}"><span class="symbol" aria-hidden="true">{SymbolOf(status)}</span>
            <span>{NameOf(state)} <span class="status">({WordOf(status)}{again})</span></span></li>
            """);
    }
}
