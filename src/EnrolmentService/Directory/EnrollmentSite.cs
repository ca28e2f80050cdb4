using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Directory;

/// <summary>What the directory has for an enrollment: the site with its groups, the device, and the groups that there are.</summary>
internal sealed record EnrollmentSite(FlipSite Site, FlipDevice Device, IReadOnlyList<string> GroupIds, IReadOnlyDictionary<string, string> AllGroups)
{
    public FlipEnrollmentDetails Details => new()
    {
        Site = Site with { Groups = [.. GroupIds.Select(id => new FlipGroup { Id = id, Name = AllGroups.GetValueOrDefault(id, id) })] },
        Devices = [Device],
    };

    /// <summary>With other groups; the same when there are none given.</summary>
    public EnrollmentSite WithGroups(IReadOnlyList<string>? groupIds) =>
        groupIds is null ? this : this with { GroupIds = [.. groupIds.Order(StringComparer.Ordinal)] };
}
