using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>
/// Holds what clients were told against one another and against the histories at the end. Nothing is known of the service but its interface: versions, tags, bytes and when each
/// request and its answer came.
/// </summary>
/// <param name="operations">All that was asked.</param>
/// <param name="histories">By participation.</param>
/// <param name="losses">The failovers, in order.</param>
internal sealed class HistoryChecker(IReadOnlyList<Operation> operations, IReadOnlyDictionary<string, ToldHistory> histories, IReadOnlyList<Loss> losses)
{
    private readonly List<string> _faults = [];

    /// <summary>What cannot be explained by any order of the requests.</summary>
    public IReadOnlyList<string> Check()
    {
        CheckTags();
        CheckKeys();
        CheckAcknowledged();
        foreach (IGrouping<string, Operation> ofOne in Done().Where(IsOfVersion).GroupBy(operation => operation.Resource))
            CheckVersions(ofOne);
        foreach (Operation read in Done().Where(operation => operation.Kind is OperationKind.Read && !IsUncertain(operation)))
            CheckBody(read, read.Resource, ParticipationResource.Parse(read.Reply!.Body));
        foreach (Operation list in Done().Where(operation => operation.Kind is OperationKind.List && !IsUncertain(operation)))
            CheckList(list);
        CheckGroups();
        return _faults;
    }

    private static bool IsOfVersion(Operation operation) => operation.Kind != OperationKind.List;

    private IEnumerable<Operation> Done() => operations.Where(operation => operation.IsDone);

    /// <summary>Whether it overlaps a time in which acknowledged writes may be lost.</summary>
    private bool IsUncertain(Operation operation) => losses.Any(loss => operation.Invoked < loss.To && (operation.Answered ?? long.MaxValue) > loss.From);

    /// <summary>How many failovers were over when it was asked.</summary>
    private int EraOf(Operation operation) => losses.Count(loss => loss.To <= operation.Invoked);

    /// <summary>The same strong tag is the same bytes, whatever happened between.</summary>
    private void CheckTags()
    {
        var known = new Dictionary<(string, string), Operation>();
        foreach (Operation operation in Done().Where(IsOfVersion))
        {
            string tag = operation.Reply!.ETag!;
            string path = operation.Kind is OperationKind.Read or OperationKind.Fire ? "participation " : "enrollment ";
            if (known.TryGetValue((path + operation.Resource, tag), out Operation? first) && !first.Reply!.Body.AsSpan().SequenceEqual(operation.Reply.Body))
                _faults.Add($"The tag {tag} of {operation.Resource} is of two bodies: {first.Reply.Text} and {operation.Reply.Text}.");
            known.TryAdd((path + operation.Resource, tag), operation);
        }
    }

    /// <summary>A request that comes again with its key is answered alike, unless the first was lost.</summary>
    private void CheckKeys()
    {
        foreach (IGrouping<(string, int), Operation> ofKey in Done().Where(operation => operation.Mark is not null && !IsUncertain(operation)).GroupBy(operation => (operation.Mark!, EraOf(operation))))
        {
            Operation first = ofKey.First();
            foreach (Operation repeat in ofKey.Skip(1))
            {
                if (repeat.Reply!.ETag != first.Reply!.ETag || !repeat.Reply.Body.AsSpan().SequenceEqual(first.Reply.Body))
                    _faults.Add($"{first.Mark} was answered {first.Reply.ETag} {first.Reply.Text} and repeated {repeat.Reply.ETag} {repeat.Reply.Text}.");
            }
        }
    }

    /// <summary>What was acknowledged, and could not be lost, is in the history once, and made of the participation what it says.</summary>
    private void CheckAcknowledged()
    {
        foreach ((string id, ToldHistory history) in histories)
            _faults.AddRange(history.Twice.Select(mark => $"{mark} is in the history of {id} twice."));
        foreach (Operation write in Done().Where(operation => operation.Kind == OperationKind.Fire && !IsUncertain(operation)))
        {
            ToldHistory history = histories[write.Resource];
            if (history.IndexOf(write.Mark!) is not { } index)
                _faults.Add($"{write.Mark} of {write.Resource} was acknowledged and is not in its history.");
            else if (!history.After(index).Equals(ParticipationResource.Parse(write.Reply!.Body)))
                _faults.Add($"{write.Mark} of {write.Resource} was answered {write.Reply.Text}; by its history it came to {history.After(index)}.");
        }
    }

    /// <summary>Versions go with time: what was asked after an answer had come sees its version or a later one, and a new write has a new one.</summary>
    private void CheckVersions(IEnumerable<Operation> ofOne)
    {
        foreach (IGrouping<int, Operation> ofEra in ofOne.Where(operation => !IsUncertain(operation)).GroupBy(EraOf))
        {
            Operation[] byAnswer = [.. ofEra.OrderBy(operation => operation.Answered)];
            HashSet<string> seenMarks = [];
            int next = 0;
            Operation? latest = null;
            foreach (Operation asked in ofEra.OrderBy(operation => operation.Invoked))
            {
                for (; next < byAnswer.Length && byAnswer[next].Answered < asked.Invoked; next++)
                {
                    // A repeat is answered by the version of the first, which may be long ago.
                    if (latest is null || byAnswer[next].Version.Number > latest.Version.Number)
                        latest = byAnswer[next];
                }

                bool isRepeat = asked.Mark is not null && !seenMarks.Add(asked.Mark);
                if (isRepeat || latest is null)
                    continue;
                if (asked.Version.Number < latest.Version.Number && !WasDoneBefore(asked, byAnswer))
                    _faults.Add($"{asked.Kind} {asked.Mark} of {asked.Resource} saw version {asked.Version.Number} after {latest.Version.Number} had been answered.");
            }

            foreach (IGrouping<long, Operation> ofNumber in ofEra.GroupBy(operation => operation.Version.Number))
            {
                if (ofNumber.Select(operation => operation.Version.Token).Distinct().Count() > 1)
                    _faults.Add($"{ofNumber.First().Resource} had two versions {ofNumber.Key} at a time.");
                if (ofNumber.Where(operation => operation.Kind == OperationKind.Fire).Select(operation => operation.Mark).Distinct().Count() > 1)
                    _faults.Add($"Two writes of {ofNumber.First().Resource} made version {ofNumber.Key}.");
            }
        }
    }

    /// <summary>Whether an earlier try of the same write may have been done although it got no answer: then its version is older than it seems.</summary>
    private bool WasDoneBefore(Operation asked, Operation[] answered) =>
        asked.Mark is not null && operations.Any(operation => operation.Mark == asked.Mark && operation.Invoked < asked.Invoked && !answered.Contains(operation));

    /// <summary>What was read was the state after an event that is not older than the latest write acknowledged before, and was asked for already.</summary>
    private void CheckBody(Operation read, string id, ParticipationResource body)
    {
        ToldHistory history = histories[id];
        int from = Done().Where(operation => operation.Kind == OperationKind.Fire && operation.Resource == id && operation.Answered < read.Invoked && !IsUncertain(operation))
            .Select(operation => history.IndexOf(operation.Mark!) ?? 0).DefaultIfEmpty(0).Max();
        HashSet<string> asked = [.. operations.Where(operation => operation.Kind == OperationKind.Fire && operation.Resource == id && operation.Invoked < read.Answered).Select(operation => operation.Mark!)];
        int before = from + 1;
        while (before < history.Count && (history.Notes[before] is not { } note || asked.Contains(note)))
            before++;
        if (!history.Was(body, from, before))
            _faults.Add($"{read.Kind} of {id} gave {body}, which it was after none of its events {from + 1} to {before}.");
    }

    private void CheckList(Operation list)
    {
        foreach (JsonNode? item in list.Reply!.Json["data"]!.AsArray())
        {
            var body = ParticipationResource.Parse(item!.ToJsonString());
            if (histories.ContainsKey(body.Id))
                CheckBody(list, body.Id, body);
        }
    }

    /// <summary>A location's groups are a set that somebody asked for whole, and not one that had been replaced before the reader asked.</summary>
    private void CheckGroups()
    {
        Operation[] writes = [.. operations.Where(operation => operation.Kind == OperationKind.SetGroups)];
        ILookup<string, Operation> bySet = writes.ToLookup(write => write.Groups!, StringComparer.Ordinal);
        foreach (Operation read in Done().Where(operation => operation.Kind == OperationKind.ReadEnrollment))
        {
            string set = GroupsOf(read);
            Operation[] askedFor = [.. bySet[set].Where(write => write.Invoked < read.Answered)];
            if (set.Length > 0 && askedFor.Length == 0)
                _faults.Add($"{read.Resource} had the groups {set}, which nobody has asked for.");
            else if (!IsUncertain(read) && askedFor.Length > 0 && askedFor.All(write => IsReplaced(write, read, writes)))
                _faults.Add($"{read.Resource} had the groups {set}, which had been replaced before.");
        }
    }

    private bool IsReplaced(Operation write, Operation read, Operation[] writes) =>
        write.Answered is { } answered && !IsUncertain(write) && writes.Any(later =>
            later.IsDone && !IsUncertain(later) && EraOf(later) == EraOf(read) && later.Groups != write.Groups && later.Invoked > LastOf(write, writes, answered) && later.Answered < read.Invoked && IsFirst(later, writes));

    /// <summary>When the last try of a write was answered, or would be at the latest.</summary>
    private static long LastOf(Operation write, Operation[] writes, long answered) =>
        writes.Where(other => other.Mark == write.Mark).Max(other => other.Answered ?? answered);

    private static bool IsFirst(Operation write, Operation[] writes) => writes.Where(other => other.Mark == write.Mark).MinBy(other => other.Invoked) == write;

    private static string GroupsOf(Operation read) =>
        string.Join(',', read.Reply!.Json["site"]!["groups"]!.AsArray().Select(group => group!["id"]!.ToString()).Order(StringComparer.Ordinal));
}
