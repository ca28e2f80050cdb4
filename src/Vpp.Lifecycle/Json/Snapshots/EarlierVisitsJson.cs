using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>The visits before those that a snapshot lists: how many they are, and for each state among them when it was first entered.</summary>
internal static class EarlierVisitsJson
{
    private const int Count = 0;
    private const int FirstEntered = 1;

    private static readonly MemberTable Table = new((Members.Count, Count), (Members.FirstEntered, FirstEntered));

    private static readonly MemberTable StateTable = MemberTable.ForStates();

    internal static void Write(Utf8JsonWriter writer, EarlierVisits earlier)
    {
        writer.WriteStartObject(Members.EarlierVisits);
        writer.WriteNumber(Members.Count, earlier.Count);
        writer.WriteStartObject(Members.FirstEntered);
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            if (earlier.FirstEntered(state.State) is var enteredAt && enteredAt != UtcTime.None)
                writer.WriteTime(WireText<ParticipationState>.Of(state.State), enteredAt);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    internal static EarlierVisits Read(ref JsonCursor cursor)
    {
        int count = 0;
        long[] firstEntered = new long[LifecycleSpecification.States.Count];
        Array.Fill(firstEntered, UtcTime.None);
        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case Count: count = cursor.Integer(); break;
                case FirstEntered: ReadTimes(ref cursor, firstEntered); break;
            }
        }

        cursor.RequireSeen(progress, Count, FirstEntered);
        return new EarlierVisits(count, firstEntered);
    }

    private static void ReadTimes(ref JsonCursor cursor, long[] firstEntered)
    {
        ObjectProgress progress = cursor.StartObject(StateTable);
        while (cursor.NextMember(ref progress, out int state))
            firstEntered[state] = cursor.Time();
    }
}
