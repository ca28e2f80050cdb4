using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.Simulation.Model;
using Vpp.Lifecycle.Tests.Simulation.Runs;

namespace Vpp.Lifecycle.Tests.Simulation.Oracles;

/// <summary>Requests leave their mark in the histories: one with a key once, one that was acknowledged for ever, unless the database lost it.</summary>
internal sealed class KeyOracle(Action<Promise, string> report)
{
    private const string BeforeMark = "\"note\":\"";

    // No answer takes longer.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // The mark of a request, and when the latest write with it was recorded.
    private readonly Dictionary<string, long> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateTimeOffset At, string Words)> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);

    /// <summary>Events that were appended.</summary>
    public void Committed(StoredRecord? before, StoredRecord after, long keysKeptFor)
    {
        for (int index = before?.Events.Count ?? 0; index < after.Events.Count; index++)
        {
            if (MarkOf(after.Events[index].Json) is not { } mark)
                continue;
            long at = after.Events[index].RecordedAt;
            if (_done.TryGetValue(mark, out long known) && Requests.IsKeyed(mark) && at - known <= keysKeptFor)
                report(Promise.KeyIsDoneOnce, $"{mark} is done again on {after.Row.Id}, {TimeSpan.FromTicks(at - known)} after the first time.");
            _done[mark] = at;
            // Done again, since the key had expired: then it is answered by what it came to now.
            _answers.Remove(mark);
        }
    }

    /// <summary>The database has lost commits: what was done is what is there now.</summary>
    public void Lost(DatabaseState state)
    {
        _done.Clear();
        foreach (StoredRecord record in state.Participations.Values)
        {
            foreach (var stored in record.Events)
            {
                if (MarkOf(stored.Json) is { } mark)
                    _done[mark] = stored.RecordedAt;
            }
        }

        _acknowledged.IntersectWith(_done.Keys);
        _answers.Clear();
    }

    /// <summary>A request was answered while no commit was lost.</summary>
    /// <param name="mark">The request's.</param>
    /// <param name="result">What it was answered.</param>
    /// <param name="now">When.</param>
    /// <param name="keysKeptFor">How long keys are kept.</param>
    public void Answered(string mark, ChangeResult result, DateTimeOffset now, TimeSpan keysKeptFor)
    {
        if (result.Value is AcceptedChange or RejectedChange { Rejection.IsFinal: true } && Requests.IsKeyed(mark))
            _answers[mark] = (now, Words(result.Value));
        if (result.Value is AcceptedChange accepted && accepted.Transitions.Any(transition => transition.Note == mark))
        {
            _acknowledged.Add(mark);
            if (!_done.ContainsKey(mark))
                report(Promise.AcknowledgedIsStored, $"{mark} was acknowledged and is in no history.");
        }

        if (result.Value is not RepeatedRequest repeated)
            return;
        if (repeated.First.Value is RejectedChange { Rejection.IsFinal: false })
            report(Promise.KeyIsDoneOnce, $"{mark} is answered by a refusal that a later moment may turn: {repeated.First.Value}.");
        if (!_answers.TryGetValue(mark, out (DateTimeOffset At, string Words) known))
            return;
        // One that is younger than the first answer was done anew, which takes a key that had expired.
        if (repeated.At > known.At && repeated.At - known.At + Longest < keysKeptFor)
            report(Promise.KeyIsDoneOnce, $"{mark} was answered at {known.At:O}, and a repeat of it is of {repeated.At:O}.");
        else if (repeated.At <= known.At && known.Words != Words(repeated.First.Value))
            report(Promise.KeyIsDoneOnce, $"{mark} was answered {known.Words}, and repeated {Words(repeated.First.Value)}.");
    }

    public void CheckAll(DatabaseState state)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        foreach (StoredRecord record in state.Participations.Values)
            there.UnionWith(record.Events.Select(stored => MarkOf(stored.Json)).OfType<string>());
        foreach (string mark in _acknowledged.Except(there))
            report(Promise.AcknowledgedIsStored, $"{mark} was acknowledged and is in no history at the end.");
    }

    /// <summary>The remark with an event. No mark has a character that JSON escapes, so that it need not be parsed at every commit.</summary>
    private static string? MarkOf(string json) =>
        json.IndexOf(BeforeMark, StringComparison.Ordinal) is >= 0 and var at ? json[(at + BeforeMark.Length)..json.IndexOf('"', at + BeforeMark.Length)] : null;

    /// <summary>An answer, with all that a host would render.</summary>
    private static string Words(object result) => result switch
    {
        AcceptedChange accepted => $"{accepted.Outcome} {string.Join(',', accepted.Transitions)} {Snapshots.TextOf(accepted.Stored.Participation)} {accepted.Stored.HostData}",
        RejectedChange refused => $"{refused.Rejection.Value} {(refused.Stored is { } stored ? Snapshots.TextOf(stored.Participation) : "")}",
        _ => result.ToString()!,
    };
}
