using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// Timeline entries in one language, made once but for their times: what <see cref="ResourceWriter.WriteEntry"/> writes, cut where the times
/// stand, so that one more entry is some copies and two times. Immutable; safe to share between threads.
/// </summary>
internal sealed class EntryFragments
{
    private const int LongestEntry = 1024;
    private const int LongestTime = 28;

    private static readonly ConditionalWeakTable<MessageCatalogue, EntryFragments> Known = [];
    private static readonly int Statuses = Enum.GetValues<TimelineStatus>().Length;

    // Between the times, and with them where there are none.
    private static readonly byte[] Middle = Encoding.UTF8.GetBytes($",\"{Members.ExpectedAt.Value}\":");
    private static readonly byte[] NoTimes = [.. "null"u8, .. Middle, .. "null"u8];

    private readonly byte[][] _starts;
    private readonly byte[][] _ends;
    private readonly bool _fit;

    private EntryFragments(MessageCatalogue messages)
    {
        _starts = [.. LifecycleSpecification.States.SelectMany(state => Enum.GetValues<TimelineStatus>()
            .Select(status => Cut(state.State, status, SuspensionReasonSet.Empty, messages).Start))];
        _ends = [.. Enumerable.Range(0, SuspensionReasonSet.All.Mask + 1)
            .Select(mask => Cut(ParticipationState.Suspended, TimelineStatus.Complete, SuspensionReasonSet.FromMask((byte)mask), messages).End)];
        _fit = _starts.Max(start => start.Length) + Middle.Length + (2 * LongestTime) + _ends.Max(end => end.Length) <= LongestEntry;
    }

    /// <summary>The fragments for a writer that would write just these bytes; null for one that escapes or breaks lines otherwise.</summary>
    internal static EntryFragments? For(Utf8JsonWriter writer, MessageCatalogue messages)
    {
        if (!ReferenceEquals(writer.Options.Encoder, MinimalJsonEncoder.Instance) || writer.Options.Indented)
            return null;
        EntryFragments fragments = Known.GetValue(messages, static messages => new EntryFragments(messages));
        return fragments._fit ? fragments : null;
    }

    internal void Write(Utf8JsonWriter writer, in TimelineEntry entry)
    {
        Span<byte> text = stackalloc byte[LongestEntry];
        Span<byte> rest = text;
        Append(ref rest, _starts[((int)entry.State * Statuses) + (int)entry.Status]);
        AppendTime(ref rest, entry.OccurredTicks);
        Append(ref rest, Middle);
        AppendTime(ref rest, entry.ExpectedTicks);
        Append(ref rest, _ends[entry.SuspensionReasons.Mask]);
        writer.WriteRawValue(text[..^rest.Length], skipInputValidation: true);
    }

    private static (byte[] Start, byte[] End) Cut(ParticipationState state, TimelineStatus status, SuspensionReasonSet reasons, MessageCatalogue messages)
    {
        var entry = new TimelineEntry(state, status, UtcTime.None, UtcTime.None, reasons);
        byte[] text = JsonOutput.ToUtf8Bytes(entry, (writer, value) => ResourceWriter.WriteEntry(writer, value, messages.Message(state)));

        // The last ones: a description may say anything.
        int times = text.AsSpan().LastIndexOf(NoTimes);
        return (text[..times], text[(times + NoTimes.Length)..]);
    }

    private static void Append(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static void AppendTime(ref Span<byte> rest, long ticks)
    {
        if (ticks == UtcTime.None)
        {
            Append(ref rest, "null"u8);
            return;
        }

        rest[0] = (byte)'"';
        rest = rest[1..];
        new DateTime(ticks, DateTimeKind.Utc).TryFormat(rest, out int length, "O", CultureInfo.InvariantCulture);

        // Of the fraction as a serializer has it: without zeros at its end.
        length -= 1;
        length = rest[..length].LastIndexOfAnyExcept((byte)'0') + 1;
        if (rest[length - 1] == '.')
            length--;
        rest = rest[length..];
        Append(ref rest, "Z\""u8);
    }
}
