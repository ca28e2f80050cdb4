using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using EnrolmentService.Http;
using Vpp.Lifecycle;

namespace EnrolmentService.Pages;

/// <summary>
/// The state diagram of docs/ with a participation's path: classes for the style sheet, and a symbol before each name so that colour is not
/// all that tells.
/// </summary>
internal static partial class PathDiagram
{
    private const double SymbolWidth = 13;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly XElement Template = Load();

    public static string Draw(Timeline timeline)
    {
        var svg = new XElement(Template);
        Dictionary<ParticipationState, TimelineStatus> states = timeline.GroupBy(entry => entry.State)
            .ToDictionary(visits => visits.Key, visits => visits.Select(visit => visit.Status).Aggregate(Stronger));
        foreach ((ParticipationState state, TimelineStatus status) in states)
        {
            if (Find(svg, state.ToWireName()) is not { } node)
                continue;
            Mark(node, status);
            if (node.Elements(Svg + "text").FirstOrDefault() is { } name)
            {
                name.Value = $"{Symbol(status)} {name.Value}";
                // The symbol goes before the name, which stays where it was.
                name.SetAttributeValue("x", (Numbers(name.Attribute("x")!.Value)[0] - SymbolWidth).ToString(CultureInfo.InvariantCulture));
            }
        }

        for (int place = 1; place < timeline.Count; place++)
        {
            if (EdgeOf(svg, timeline[place - 1].State, timeline[place].State) is { } edge)
                Mark(edge, timeline[place].Status == TimelineStatus.Pending ? TimelineStatus.Pending : TimelineStatus.Complete);
        }

        return svg.ToString(SaveOptions.DisableFormatting);
    }

    public static char Symbol(TimelineStatus status) => status switch
    {
        TimelineStatus.Complete => '✓',
        TimelineStatus.InProgress => '●',
        _ => '○',
    };

    public static string ClassOf(TimelineStatus status) => status switch
    {
        TimelineStatus.Complete => "complete",
        TimelineStatus.InProgress => "in-progress",
        _ => "pending",
    };

    /// <summary>In progress before complete before pending, where a state was visited more than once.</summary>
    private static TimelineStatus Stronger(TimelineStatus left, TimelineStatus right) =>
        left == TimelineStatus.InProgress || right == TimelineStatus.InProgress ? TimelineStatus.InProgress
        : left == TimelineStatus.Complete || right == TimelineStatus.Complete ? TimelineStatus.Complete
        : TimelineStatus.Pending;

    /// <summary>The arrow between two states; where arrows into a state are drawn as one, that one.</summary>
    private static XElement? EdgeOf(XElement svg, ParticipationState from, ParticipationState to) =>
        Find(svg, $"{from.ToWireName()}->{to.ToWireName()}")
        ?? Groups(svg).FirstOrDefault(group => TitleOf(group).EndsWith($"->{to.ToWireName()}", StringComparison.Ordinal));

    private static XElement? Find(XElement svg, string title) => Groups(svg).FirstOrDefault(group => TitleOf(group) == title);

    private static IEnumerable<XElement> Groups(XElement svg) => svg.Descendants(Svg + "g");

    private static string TitleOf(XElement group) => group.Element(Svg + "title")?.Value ?? "";

    private static void Mark(XElement group, TimelineStatus status)
    {
        string[] classes = (group.Attribute("class")?.Value ?? "").Split(' ');
        // Taken once is taken, however often it is expected again.
        if (status == TimelineStatus.Pending && classes.Contains(ClassOf(TimelineStatus.Complete)))
            return;
        group.SetAttributeValue("class", $"{classes[0]} on-path {ClassOf(status)}");
    }

    /// <summary>Cuts away the width that the legend had.</summary>
    private static void Crop(XElement svg)
    {
        const double Margin = 8;
        double[] viewBox = Numbers(svg.Attribute("viewBox")!.Value);
        XElement graph = svg.Element(Svg + "g")!;
        // Graphviz moves everything by the margin that it keeps on the left.
        double shift = Numbers(graph.Attribute("transform")!.Value)[^2];
        double left = graph.Elements(Svg + "g").Descendants().Attributes()
            .Where(attribute => attribute.Name.LocalName is "points" or "d")
            .SelectMany(attribute => Numbers(attribute.Value).Where((_, place) => place % 2 == 0))
            .Min() + shift - Margin;
        svg.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"{left:0.##} 0 {viewBox[2] - left:0.##} {viewBox[3]:0.##}"));
        svg.Attribute("width")?.Remove();
        svg.Attribute("height")?.Remove();
    }

    private static double[] Numbers(string text) =>
        [.. Number().Matches(text).Select(match => double.Parse(match.ValueSpan, CultureInfo.InvariantCulture))];

    [GeneratedRegex("-?[0-9]+(\\.[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    private static XElement Load()
    {
        // The document type is Graphviz's own; nothing outside is ever read.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using XmlReader reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(PublicEndpoints.Resource(PublicEndpoints.DiagramResource))), settings);
        XElement svg = XElement.Load(reader);
        foreach (XElement legend in Groups(svg).Where(group => TitleOf(group).Contains("legend", StringComparison.Ordinal)).ToList())
            legend.Remove();
        Crop(svg);
        svg.SetAttributeValue("role", "img");
        svg.SetAttributeValue("aria-labelledby", "diagram-caption");
        svg.SetAttributeValue("class", "diagram");
        return svg;
    }
}
