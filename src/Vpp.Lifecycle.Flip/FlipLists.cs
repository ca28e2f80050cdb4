using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads lists as they occur here: null is none.</summary>
internal static class FlipLists
{
    internal static List<T> Read<T>(ref JsonCursor cursor, ReadValue<T> read)
    {
        var items = new List<T>();
        if (cursor.IsNull)
            return items;
        for (cursor.StartArray(); cursor.NextItem();)
            items.Add(read(ref cursor));
        return items;
    }
}
