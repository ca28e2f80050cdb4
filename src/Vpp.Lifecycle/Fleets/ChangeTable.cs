namespace Vpp.Lifecycle;

/// <summary>
/// The transition table as a fleet uses it. An entry holds the outcome in its two high bits and, in the six low ones, what to
/// XOR a code with to get the code afterwards; nothing, where a code is none, so that such a byte is left as it is.
/// </summary>
internal static class ChangeTable
{
    /// <summary>The bits that a code, or a change of one, occupies; the rest is the outcome.</summary>
    internal const byte CodeMask = 0b11_1111;

    private static readonly byte[] Changes = Make();

    /// <summary>The 64 entries of a trigger, by code.</summary>
    internal static ReadOnlySpan<byte> Row(Trigger trigger) =>
        Changes.AsSpan((int)trigger * TransitionTable.RowLength, TransitionTable.RowLength);

    private static byte[] Make()
    {
        byte[] changes = new byte[TriggerDescriptors.All.Count * TransitionTable.RowLength];
        for (int index = 0; index < changes.Length; index++)
        {
            int code = index % TransitionTable.RowLength;
            if (code < ConfigurationLayout.Count)
                changes[index] = (byte)(TransitionTable.Row((Trigger)(index / TransitionTable.RowLength))[code] ^ code);
        }

        return changes;
    }
}
