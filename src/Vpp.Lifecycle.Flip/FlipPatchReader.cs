using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.Flip.FlipMembers;

namespace Vpp.Lifecycle.Flip;

/// <summary>Reads a patch: null is as good as absent.</summary>
internal static class FlipPatchReader
{
    private static readonly MemberTable Table = new((GroupIds, 0), (Status, 1), (StatusReason, 2));

    internal static FlipEnrollmentPatch Read(ref JsonCursor cursor)
    {
        List<string>? groupIds = null;
        FlipEnrollmentStatus? status = null;
        string? reason = null;
        ObjectProgress progress = cursor.StartObject(Table);
        while (cursor.NextMember(ref progress, out int member))
        {
            switch (member)
            {
                case 0: groupIds = cursor.IsNull ? null : FlipLists.Read(ref cursor, static (ref JsonCursor at) => at.Identifier()); break;
                case 1: status = cursor.IsNull ? null : cursor.Enum<FlipEnrollmentStatus>(); break;
                case 2: reason = cursor.OptionalString(); break;
            }
        }

        return new FlipEnrollmentPatch { GroupIds = groupIds, Status = status, StatusReason = reason };
    }
}
