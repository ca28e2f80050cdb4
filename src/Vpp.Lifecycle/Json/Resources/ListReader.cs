namespace Vpp.Lifecycle.Json;

/// <summary>Reads the list's envelope.</summary>
internal static class ListReader
{
    private const int Object = 0;
    private const int Url = 1;
    private const int HasMore = 2;
    private const int Data = 3;

    private static readonly MemberTable Table = new((Members.Object, Object), (Members.Url, Url), (Members.HasMore, HasMore), (Members.Data, Data));

    internal static ParticipationList Read(ref JsonCursor cursor)
    {
        string url = "";
        bool hasMore = false;
        var data = new List<ParticipationResource>();
        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case Object: cursor.RequireText(ObjectNames.List); break;
                case Url: url = cursor.String(); break;
                case HasMore: hasMore = cursor.Boolean(); break;
                case Data:
                    for (cursor.StartArray(); cursor.NextItem();)
                        data.Add(ResourceReader.Read(ref cursor));
                    break;
            }
        }

        cursor.RequireSeen(progress, Url, HasMore, Data);
        return new ParticipationList(url, hasMore, [.. data]);
    }
}
