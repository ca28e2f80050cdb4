using System.Buffers.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// The host's expected dwell times: a member for each state that has one, its duration as <c>[d.]hh:mm:ss[.fffffff]</c>, as .NET's own
/// serializer writes durations.
/// </summary>
internal static class DwellTimesJson
{
    private const int MaxLength = 26;

    private static readonly MemberTable Table = MemberTable.ForStates();

    /// <summary>Writes nothing where there is no expectation.</summary>
    internal static void Write(Utf8JsonWriter writer, DwellTimes dwellTimes)
    {
        if (dwellTimes.IsEmpty)
            return;
        writer.WriteStartObject(Members.DwellTimes);
        WriteMembers(writer, dwellTimes);
    }

    internal static void WriteValue(Utf8JsonWriter writer, DwellTimes dwellTimes)
    {
        writer.WriteStartObject();
        WriteMembers(writer, dwellTimes);
    }

    internal static DwellTimes? Read(ref JsonCursor cursor) => cursor.IsNull ? null : ReadValue(ref cursor);

    internal static DwellTimes ReadValue(ref JsonCursor cursor)
    {
        var dwellTimes = new Dictionary<ParticipationState, TimeSpan>();
        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int state))
            dwellTimes[(ParticipationState)state] = cursor.Duration();
        return DwellTimes.From(dwellTimes);
    }

    private static void WriteMembers(Utf8JsonWriter writer, DwellTimes dwellTimes)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        foreach (StateDescriptor state in LifecycleSpecification.States)
        {
            if (dwellTimes[state.State] is not { } dwell)
                continue;
            Utf8Formatter.TryFormat(dwell, text, out int length);
            writer.WriteString(WireText<ParticipationState>.Of(state.State), text[..length]);
        }

        writer.WriteEndObject();
    }
}
