using System.Text.Json;
using Vpp.Lifecycle.Tool.Files;

namespace Vpp.Lifecycle.Tool.Specifications;

/// <summary>Reads what <c>spec --format json</c> writes, of this version or another.</summary>
internal static class SpecificationFile
{
    private static readonly string[] Outcomes = [.. Enum.GetValues<Outcome>().Select(outcome => outcome.ToWireName())];

    private static readonly string RequestedState = ParticipationState.EnrolmentRequested.ToWireName();

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a specification.</summary>
    /// <exception cref="UnusableException">It cannot be read, or is no whole specification; the message says why and where.</exception>
    internal static Specification Read(TargetFile target)
    {
        using Stream file = InputFile.Open(target);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return Parse(target.Name, content.GetBuffer().AsMemory(0, (int)content.Length));
    }

    /// <summary>Reads a specification from its text.</summary>
    internal static Specification Parse(string name, ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Span.StartsWith(ByteOrderMark))
            utf8Json = utf8Json[ByteOrderMark.Length..];
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json);
            return Read(name, new LocatedElement(name, "$", document.RootElement));
        }
        catch (JsonException malformed)
        {
            throw new UnusableException($"Cannot use {name}: it is not JSON: {JsonErrors.InText(malformed)}", malformed);
        }
    }

    private static Specification Read(string name, LocatedElement root)
    {
        string[] triggers = Unique(root.Member("triggers").Items().Select(item => (item, item.Text())));
        var configurations = new SortedDictionary<int, SpecifiedConfiguration>();
        foreach (LocatedElement item in root.Member("configurations").Items())
        {
            SpecifiedConfiguration read = ReadConfiguration(item);
            if (!configurations.TryAdd(read.Code, read))
                throw item.Member("code").Unusable("is there twice");
        }

        return new Specification
        {
            Name = name,
            States = ReadEntries(root, "states", "state"),
            Reasons = ReadEntries(root, "suspension_reasons", "reason"),
            Triggers = triggers,
            Rules = [.. root.Member("rules").Items().Select(ReadRule)],
            Configurations = configurations,
            Steps = ReadSteps(root.Member("steps"), triggers, configurations),
            Requests = ReadRequests(root, configurations),
        };
    }

    private static List<SpecifiedEntry> ReadEntries(LocatedElement root, string list, string nameMember)
    {
        LocatedElement[] items = [.. root.Member(list).Items()];
        Unique(items.Select(item => (item, item.Member(nameMember).Text())));
        return [.. items.Select(item => new SpecifiedEntry(
            item.Member(nameMember).Text(), item.Members().Where(member => member.Name != nameMember).ToDictionary(member => member.Name, member => member.Value.Words())))];
    }

    private static SpecifiedRule ReadRule(LocatedElement item) => new(
        item.Member("from").Text(), item.Member("trigger").Text(), item.Member("condition").TextOrNull(), item.Member("outcome").OneOf(Outcomes), item.Member("to").Text());

    private static SpecifiedConfiguration ReadConfiguration(LocatedElement item) => new(
        item.Member("code").Number(),
        item.Member("state").Text(),
        item.Member("meter_access_outstanding").Flag(),
        string.Join(", ", item.Member("suspension_reasons").Items().Select(reason => reason.Text())),
        item.Member("rewards_settled").Flag(),
        item.Member("notice_period_elapsed").Flag(),
        string.Join(", ", item.Member("pending").Items().Select(state => state.Text())));

    private static Dictionary<(int From, string Trigger), SpecifiedStep> ReadSteps(
        LocatedElement list, string[] triggers, SortedDictionary<int, SpecifiedConfiguration> configurations)
    {
        var steps = new Dictionary<(int, string), SpecifiedStep>();
        foreach (LocatedElement item in list.Items())
        {
            int from = Code(item.Member("from"));
            string trigger = item.Member("trigger").OneOf(triggers);
            if (!steps.TryAdd((from, trigger), new SpecifiedStep(item.Member("outcome").OneOf(Outcomes), Code(item.Member("to")))))
                throw item.Unusable($"is a second step of {trigger} from {from}");
        }

        // A step that is not there would look like one that is rejected, and prove what is not so.
        foreach (int from in configurations.Keys)
        {
            if (Array.Find(triggers, trigger => !steps.ContainsKey((from, trigger))) is { } missing)
                throw list.Unusable($"has no step of {missing} from {from}. Needed: one for each configuration and trigger");
        }

        return steps;

        int Code(LocatedElement element) =>
            configurations.ContainsKey(element.Number()) ? element.Number() : throw element.Unusable($"is {element.Number()}, which is no configuration's code");
    }

    private static Dictionary<bool, int> ReadRequests(LocatedElement root, SortedDictionary<int, SpecifiedConfiguration> configurations)
    {
        var requests = new Dictionary<bool, int>();
        foreach (SpecifiedConfiguration first in configurations.Values.Where(configuration => configuration.State == RequestedState))
        {
            if (!requests.TryAdd(first.MeterAccessOutstanding, first.Code))
                throw root.Member("configurations").Unusable($"has two that a request could begin in: {requests[first.MeterAccessOutstanding]} and {first.Code}");
        }

        return requests.Count > 0 ? requests : throw root.Member("configurations").Unusable($"has none in {RequestedState}, where a participation begins");
    }

    private static string[] Unique(IEnumerable<(LocatedElement Element, string Name)> named)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<string>();
        foreach ((LocatedElement element, string name) in named)
        {
            all.Add(seen.Add(name) ? name : throw element.Unusable($"names {name} a second time"));
        }

        return [.. all];
    }
}
