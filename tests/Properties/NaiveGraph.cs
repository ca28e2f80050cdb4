namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>Every place that a naive participation can come to, found by living every life as far as it leads anywhere new.</summary>
internal static class NaiveGraph
{
    private static readonly Trigger[] Triggers = Enum.GetValues<Trigger>();
    private static readonly Dictionary<string, ParticipationState> States = [];
    private static readonly Dictionary<string, string[]> Next = Explore();
    private static readonly Dictionary<ParticipationState, Dictionary<string, int>> Distances = Enum.GetValues<ParticipationState>().ToDictionary(state => state, DistancesTo);

    public static int ConfigurationCount => Next.Count;

    /// <summary>R26, from the other end: always the first trigger that comes one step nearer; null where none does.</summary>
    public static List<Trigger>? Path(string configuration, ParticipationState target)
    {
        Dictionary<string, int> distances = Distances[target];
        if (!distances.TryGetValue(configuration, out int left))
            return null;
        var path = new List<Trigger>();
        for (; left > 0; left--)
        {
            int nearer = Array.FindIndex(Next[configuration], next => distances.TryGetValue(next, out int distance) && distance == left - 1);
            path.Add(Triggers[nearer]);
            configuration = Next[configuration][nearer];
        }

        return path;
    }

    private static Dictionary<string, string[]> Explore()
    {
        var found = new Dictionary<string, string[]>();
        var queue = new Queue<(MeterAccess MeterAccess, Trigger[] Life)>([(MeterAccess.NotRequired, []), (MeterAccess.Required, [])]);
        while (queue.TryDequeue(out (MeterAccess MeterAccess, Trigger[] Life) here))
        {
            string configuration = Live(here.MeterAccess, here.Life).Configuration;
            if (found.ContainsKey(configuration))
                continue;
            States[configuration] = Live(here.MeterAccess, here.Life).State;
            found.Add(configuration, [.. Triggers.Select(trigger => Live(here.MeterAccess, [.. here.Life, trigger]).Configuration)]);
            foreach (Trigger trigger in Triggers)
                queue.Enqueue((here.MeterAccess, [.. here.Life, trigger]));
        }

        return found;
    }

    private static NaiveParticipation Live(MeterAccess meterAccess, Trigger[] life)
    {
        var naive = new NaiveParticipation(meterAccess, Script.Start, DwellTimes.None);
        foreach (Trigger trigger in life)
            naive.Fire(trigger, Script.Start);
        return naive;
    }

    private static Dictionary<string, int> DistancesTo(ParticipationState target)
    {
        Dictionary<string, int> distances = Next.Keys.Where(configuration => States[configuration] == target).ToDictionary(configuration => configuration, _ => 0);
        for (int distance = 0; distance < Next.Count; distance++)
        {
            string[] farther = [.. Next.Keys.Where(configuration => !distances.ContainsKey(configuration)
                && Next[configuration].Any(next => distances.TryGetValue(next, out int reached) && reached == distance))];
            foreach (string configuration in farther)
                distances.Add(configuration, distance + 1);
        }

        return distances;
    }
}
