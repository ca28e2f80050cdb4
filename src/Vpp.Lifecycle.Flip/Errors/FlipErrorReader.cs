using System.Globalization;
using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.Flip.FlipMembers;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads an error.</summary>
internal static class FlipErrorReader
{
    private static readonly MemberTable Table = new((Code, 0), (Detail, 1), (Errors, 2), (Message, 3), (StatusCode, 4));
    private static readonly MemberTable DetailTable = new((Loc, 0), (Msg, 1), (FlipMembers.Type, 2));
    private static readonly MemberTable EntryTable = new((Message, 0), (FlipMembers.Path, 1));

    internal static FlipError Read(ref JsonCursor cursor)
    {
        string code = "", message = "";
        int statusCode = 0;
        List<FlipErrorDetail> details = [];
        List<FlipErrorEntry> entries = [];
        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: code = cursor.String(); break;
                case 1: details = FlipLists.Read(ref cursor, ReadDetail); break;
                case 2: entries = FlipLists.Read(ref cursor, ReadEntry); break;
                case 3: message = cursor.String(); break;
                case 4: statusCode = cursor.Integer(); break;
            }
        }

        cursor.RequireSeen(progress, 0, 3, 4);
        return new FlipError(statusCode, code, message, details, entries);
    }

    private static FlipErrorDetail ReadDetail(ref JsonCursor cursor)
    {
        List<string> loc = [];
        string msg = "", type = "";
        ObjectProgress progress = cursor.StartObject(DetailTable);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: loc = FlipLists.Read(ref cursor, ReadSegment); break;
                case 1: msg = cursor.String(); break;
                case 2: type = cursor.String(); break;
            }
        }

        cursor.RequireSeen(progress, 0, 1, 2);
        return new FlipErrorDetail(loc, msg, type);
    }

    // Others write an index as a number.
    private static string ReadSegment(ref JsonCursor cursor) =>
        cursor.IsNumber ? cursor.Integer().ToString(CultureInfo.InvariantCulture) : cursor.String();

    private static FlipErrorEntry ReadEntry(ref JsonCursor cursor)
    {
        string message = "", path = "";
        ObjectProgress progress = cursor.StartObject(EntryTable);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: message = cursor.String(); break;
                case 1: path = cursor.String(); break;
            }
        }

        cursor.RequireSeen(progress, 0, 1);
        return new FlipErrorEntry(message, path);
    }
}
