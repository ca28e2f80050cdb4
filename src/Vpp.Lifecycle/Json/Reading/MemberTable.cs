using System.Text.Json;

namespace Vpp.Lifecycle.Json;

/// <summary>
/// The members that the reader of one kind of object knows, in the order they are usually written in, each with the reader's own
/// number for it (0 to 31). Two names of one number are two names of one member.
/// </summary>
internal sealed class MemberTable
{
    private readonly byte[][] _utf8Names;
    private readonly string[] _names;
    private readonly int[] _numbers;

    internal MemberTable(params ReadOnlySpan<(JsonEncodedText Name, int Number)> members)
    {
        _utf8Names = new byte[members.Length][];
        _names = new string[members.Length];
        _numbers = new int[members.Length];
        for (int index = 0; index < members.Length; index++)
        {
            _utf8Names[index] = members[index].Name.EncodedUtf8Bytes.ToArray();
            _names[index] = members[index].Name.Value;
            _numbers[index] = members[index].Number;
        }
    }

    internal IReadOnlyList<string> Names => _names;

    /// <summary>Whether a member that is none of these is an error.</summary>
    internal bool IsClosed { get; private init; }

    /// <summary>A member for each state, by its current name or an old one (R19), and no other member.</summary>
    internal static MemberTable ForStates() =>
        new([
            .. LifecycleSpecification.States.Select(state => (WireText<ParticipationState>.Of(state.State), (int)state.State)),
            .. OldStateNames.All.Select(old => (JsonEncodedText.Encode(old.Key), (int)old.Value)),
        ])
        {
            IsClosed = true,
        };

    /// <summary>The place in the table of the member that the reader is at; −1 when it is none of these.</summary>
    internal int Find(ref readonly Utf8JsonReader reader, int expectedIndex)
    {
        byte[][] names = _utf8Names;
        if ((uint)expectedIndex < (uint)names.Length && reader.ValueTextEquals(names[expectedIndex]))
            return expectedIndex;
        for (int index = 0; index < names.Length; index++)
        {
            if (reader.ValueTextEquals(names[index]))
                return index;
        }

        return -1;
    }

    internal int NumberAt(int index) => _numbers[index];

    internal string NameAt(int index) => _names[index];

    internal string NameOf(int number) => _names[Array.IndexOf(_numbers, number)];
}
