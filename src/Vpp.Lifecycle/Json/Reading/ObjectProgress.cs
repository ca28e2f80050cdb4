namespace Vpp.Lifecycle.Json;

/// <summary>How far the reading of one object has come: which members were seen already.</summary>
internal struct ObjectProgress
{
    private HashSet<string>? _ignored;
    private uint _seen;

    internal ObjectProgress(MemberTable table) => Table = table;

    internal MemberTable Table { get; }

    /// <summary>The place in the table of the member that usually comes next.</summary>
    internal int ExpectedIndex { get; private set; }

    internal readonly bool HasSeen(int number) => ((_seen >> number) & 1) != 0;

    /// <summary>False when the member was seen before.</summary>
    internal bool See(int index)
    {
        ExpectedIndex = index + 1;
        uint before = _seen;
        _seen |= 1u << Table.NumberAt(index);
        return _seen != before;
    }

    /// <summary>False when the name, of a member that is ignored, was seen before.</summary>
    internal bool SeeIgnored(string name) => (_ignored ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
}
