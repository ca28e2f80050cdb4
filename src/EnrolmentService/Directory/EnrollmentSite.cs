using Vpp.Lifecycle.Flip;

namespace EnrolmentService.Directory;

/// <summary>What the directory has for an enrollment: the site with its groups, under its version, and the device.</summary>
internal sealed record EnrollmentSite(long Version, FlipSite Site, FlipDevice Device)
{
    /// <summary>The version of a site that the account has not, or has no longer.</summary>
    public const long Unknown = -1;

    public IEnumerable<string> GroupIds => Site.Groups.Select(group => group.Id);

    /// <summary>With other groups, and then another version; the same when there are none given, or they are those that it has.</summary>
    /// <param name="groupIds">The groups from now on; null leaves them as they are.</param>
    /// <param name="names">The names of all groups.</param>
    public EnrollmentSite WithGroups(IReadOnlyList<string>? groupIds, IReadOnlyDictionary<string, string> names)
    {
        if (groupIds is null || Version == Unknown)
            return this;
        string[] ordered = [.. groupIds.Order(StringComparer.Ordinal)];
        return ordered.SequenceEqual(GroupIds)
            ? this
            : this with { Version = SiteStore.NewVersion(), Site = Site with { Groups = [.. ordered.Select(id => new FlipGroup { Id = id, Name = names.GetValueOrDefault(id, id) })] } };
    }
}
