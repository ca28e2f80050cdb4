using System.Text.Json.Nodes;
using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>The history of a participation as the service tells it at the end, and what the participation was after each event of it.</summary>
internal sealed class ToldHistory
{
    // A resource shows no more, and more are made by a long campaign.
    private static readonly int LatestVisits = new ParticipationOptions().LatestVisits;

    private readonly List<ParticipationResource> _after = [];
    private readonly Dictionary<string, int> _marks = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The history cannot have happened.</exception>
    public ToldHistory(JsonArray history)
    {
        Participation? participation = null;
        DateTimeOffset now = DateTimeOffset.UtcNow;
        foreach (JsonNode? entry in history)
        {
            ParticipationEvent happened = ParticipationEventJson.Parse(entry!["event"]!.ToJsonString());
            participation = participation is null ? Participation.Replay((ParticipationRequested)happened, []) : Participation.Replay(participation, [happened]);
            participation = participation.WithLatestVisits(LatestVisits);
            _after.Add(ParticipationResource.From(participation, now));
            Notes.Add(happened.Note);
            if (happened.Note is not { } mark)
                continue;
            if (!_marks.TryAdd(mark, _after.Count - 1))
                Twice.Add(mark);
        }
    }

    public int Count => _after.Count;

    /// <summary>The note of each event.</summary>
    public List<string?> Notes { get; } = [];

    /// <summary>Notes that are there more than once.</summary>
    public List<string> Twice { get; } = [];

    public ParticipationResource After(int index) => _after[index];

    /// <summary>The event with a note; null where there is none.</summary>
    public int? IndexOf(string mark) => _marks.TryGetValue(mark, out int index) ? index : null;

    /// <summary>Whether the participation was so after some event from one on and before another.</summary>
    public bool Was(ParticipationResource resource, int from, int before)
    {
        for (int index = from; index < before; index++)
        {
            if (_after[index].Equals(resource))
                return true;
        }

        return false;
    }
}
