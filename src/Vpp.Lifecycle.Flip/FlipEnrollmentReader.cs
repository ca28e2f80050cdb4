using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.Flip.FlipMembers;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads an enrollment.</summary>
internal static class FlipEnrollmentReader
{
    private static readonly MemberTable Table = new(
        (CreatedAt, 0), (Devices, 1), (EnrolledAt, 2), (Id, 3), (ProgramSpecificAttributes, 4), (Site, 5), (Status, 6), (StatusReason, 7),
        (UnenrolledAt, 8), (UpdatedAt, 9));

    private static readonly MemberTable AttributeTable = new((Name, 0), (FlipMembers.Type, 1), (Value, 2));

    internal static FlipEnrollment Read(ref JsonCursor cursor)
    {
        string id = "";
        string? reason = null;
        FlipSite? site = null;
        List<FlipDevice> devices = [];
        List<FlipProgramFact> attributes = [];
        FlipEnrollmentStatus status = default;
        long createdAt = 0, enrolledAt = UtcTime.None, unenrolledAt = UtcTime.None, updatedAt = 0;

        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: createdAt = cursor.Time(); break;
                case 1: devices = FlipLists.Read(ref cursor, FlipDeviceReader.Read); break;
                case 2: enrolledAt = cursor.OptionalTime(); break;
                case 3: id = cursor.Identifier(); break;
                case 4: attributes = FlipLists.Read(ref cursor, ReadAttribute); break;
                case 5: site = FlipSiteReader.Read(ref cursor); break;
                case 6: status = cursor.Enum<FlipEnrollmentStatus>(); break;
                case 7: reason = cursor.OptionalString(); break;
                case 8: unenrolledAt = cursor.OptionalTime(); break;
                case 9: updatedAt = cursor.Time(); break;
            }
        }

        cursor.RequireSeen(progress, 0, 3, 5, 6, 9);
        var details = new FlipEnrollmentDetails { Site = site!, Devices = devices, ProgramSpecificAttributes = attributes };
        return new FlipEnrollment(id, details, status, reason, createdAt, enrolledAt, unenrolledAt, updatedAt);
    }

    private static FlipProgramFact ReadAttribute(ref JsonCursor cursor)
    {
        string name = "";
        string? type = null, value = null;
        ObjectProgress progress = cursor.StartObject(AttributeTable);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: name = cursor.Identifier(); break;
                case 1: type = cursor.OptionalString(); break;
                case 2: value = cursor.OptionalString(); break;
            }
        }

        cursor.RequireSeen(progress, 0);
        return new FlipProgramFact { Name = name, Type = type, Value = value };
    }
}
