using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.Flip.FlipMembers;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads a site.</summary>
internal static class FlipSiteReader
{
    private static readonly MemberTable Table = new(
        (City, 0), (CompanyName, 1), (CreatedAt, 2), (Email, 3), (FirstName, 4), (Groups, 5), (Id, 6), (LastName, 7),
        (ServiceAccountId, 8), (StateCode, 9), (StreetAddress, 10), (StreetAddress2, 11), (UpdatedAt, 12), (ZipCode, 13));

    private static readonly MemberTable GroupTable = new((Id, 0), (Name, 1));

    internal static FlipSite Read(ref JsonCursor cursor)
    {
        string id = "";
        string? city = null, company = null, email = null, firstName = null, lastName = null, account = null;
        string? state = null, street = null, street2 = null, zip = null;
        List<FlipGroup> groups = [];
        long createdAt = UtcTime.None, updatedAt = UtcTime.None;

        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: city = cursor.OptionalString(); break;
                case 1: company = cursor.OptionalString(); break;
                case 2: createdAt = cursor.OptionalTime(); break;
                case 3: email = cursor.OptionalString(); break;
                case 4: firstName = cursor.OptionalString(); break;
                case 5: groups = FlipLists.Read(ref cursor, ReadGroup); break;
                case 6: id = cursor.Identifier(); break;
                case 7: lastName = cursor.OptionalString(); break;
                case 8: account = cursor.OptionalString(); break;
                case 9: state = cursor.OptionalString(); break;
                case 10: street = cursor.OptionalString(); break;
                case 11: street2 = cursor.OptionalString(); break;
                case 12: updatedAt = cursor.OptionalTime(); break;
                case 13: zip = cursor.OptionalString(); break;
            }
        }

        cursor.RequireSeen(progress, 6);
        return new FlipSite
        {
            City = city,
            CompanyName = company,
            CreatedAt = UtcTime.FromTicksOrNone(createdAt),
            Email = email,
            FirstName = firstName,
            Groups = groups,
            Id = id,
            LastName = lastName,
            ServiceAccountId = account,
            StateCode = state,
            StreetAddress = street,
            StreetAddress2 = street2,
            UpdatedAt = UtcTime.FromTicksOrNone(updatedAt),
            ZipCode = zip,
        };
    }

    private static FlipGroup ReadGroup(ref JsonCursor cursor)
    {
        string id = "";
        string? name = null;
        ObjectProgress progress = cursor.StartObject(GroupTable);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: id = cursor.Identifier(); break;
                case 1: name = cursor.OptionalString(); break;
            }
        }

        cursor.RequireSeen(progress, 0);
        return new FlipGroup { Id = id, Name = name };
    }
}
