using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>Reads and writes dwell statistics in the form that <see cref="DwellStatisticsJson"/> tells of.</summary>
internal static class DwellStatisticsForm
{
    private const int Version1 = 1;

    // Exact in every reader of JSON.
    private const long MostStillThere = (1L << 53) - 1;

    private const int Object = 0;
    private const int Version = 1;
    private const int States = 2;

    private const int StillThere = 0;
    private const int DwellTicks = 1;

    private static readonly MemberTable Table = new((Members.Object, Object), (Members.Version, Version), (Members.States, States));

    private static readonly MemberTable StatesTable = MemberTable.ForStates();

    private static readonly MemberTable StateTable = new((Members.StillThere, StillThere), (Members.DwellTicks, DwellTicks));

    internal static void Write(Utf8JsonWriter writer, DwellStatistics statistics)
    {
        writer.WriteStartObject();
        writer.WriteString(Members.Object, ObjectNames.DwellStatistics);
        writer.WriteNumber(Members.Version, Version1);
        writer.WriteStartObject(Members.States);
        foreach (StateDwell state in statistics.States)
        {
            if (state.Visits > 0)
                Write(writer, state);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    internal static DwellStatistics Read(ref JsonCursor cursor)
    {
        StateDwell[] states = [.. DwellStatistics.Empty.States];
        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case Object: cursor.RequireText(ObjectNames.DwellStatistics); break;
                case Version: cursor.OneOf(Version1); break;
                case States: ReadStates(ref cursor, states); break;
            }
        }

        cursor.RequireSeen(progress, Object, Version, States);
        return DwellStatistics.Of(states);
    }

    private static void Write(Utf8JsonWriter writer, StateDwell state)
    {
        writer.WriteStartObject(WireText<ParticipationState>.Of(state.State));
        writer.WriteNumber(Members.StillThere, state.StillThere);
        writer.WriteStartArray(Members.DwellTicks);
        foreach (long ticks in state.AscendingTicks)
            writer.WriteNumberValue(ticks);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void ReadStates(ref JsonCursor cursor, StateDwell[] states)
    {
        ObjectProgress progress = cursor.StartObject(StatesTable);
        while (cursor.NextMember(ref progress, out int state))
            states[state] = ReadState(ref cursor, (ParticipationState)state);
    }

    private static StateDwell ReadState(ref JsonCursor cursor, ParticipationState state)
    {
        long stillThere = 0;
        long[] ticks = [];
        ObjectProgress progress = cursor.StartObject(StateTable);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case StillThere: stillThere = cursor.WholeNumber(0, MostStillThere); break;
                case DwellTicks: ticks = ReadAscending(ref cursor); break;
            }
        }

        cursor.RequireSeen(progress, StillThere, DwellTicks);
        return new StateDwell(state, stillThere, ticks);
    }

    private static long[] ReadAscending(ref JsonCursor cursor)
    {
        var ticks = new List<long>();
        long shortest = 0;
        for (cursor.StartArray(); cursor.NextItem(); ticks.Add(shortest))
            shortest = cursor.WholeNumber(shortest, UtcTime.MaxTicks);
        return [.. ticks];
    }
}
