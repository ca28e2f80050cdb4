using System.Text.RegularExpressions;
using Vpp.Lifecycle.Tool.Specifications;

namespace Vpp.Lifecycle.Tests.Tool.Specifications;

/// <summary>
/// The specification of each release is kept, never to be written anew: every history that one of them accepted has to hold under this build
/// (R33). Where one of these tests fails, stored histories no longer replay, and the change is wrong, not the file.
/// </summary>
public sealed class ReleasesTests
{
    private static readonly string Folder = Repository.PathOf("docs/releases");

    public static TheoryData<string> Releases => [.. Directory.EnumerateFiles(Folder, "*.json").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Releases))]
    public void Every_history_of_a_release_holds_under_this_build(string release)
    {
        SpecificationDiff diff = SpecificationDiff.Of(Planted.Read(release, File.ReadAllText(Path.Combine(Folder, release))), Planted.Current);

        Assert.True(diff.Compatibility.IsCompatible, DiffText.Write(diff));
    }

    /// <summary>The release test's own proof: for each release a build in which one stored history would break.</summary>
    [Theory]
    [MemberData(nameof(Releases))]
    public void A_build_in_which_a_customer_can_no_longer_leave_would_fail(string release)
    {
        Specification broken = Planted.With(specification => Planted.Change(specification, 12, "LEAVE_REQUESTED", "REJECTED", 12));

        SpecificationDiff diff = SpecificationDiff.Of(Planted.Read(release, File.ReadAllText(Path.Combine(Folder, release))), broken);

        Assert.False(diff.Compatibility.IsCompatible);
        Assert.EndsWith("  LEAVE_REQUESTED\n     old: TRANSITIONED 44 UNENROLMENT_REQUESTED\n     new: REJECTED 12 ACTIVE\n", DiffText.Write(diff), StringComparison.Ordinal);
    }

    /// <summary>Written at a release by: vpp-lifecycle spec --out docs/releases/VERSION.json</summary>
    [Fact]
    public void The_version_that_is_built_has_its_specification_here()
    {
        string version = Regex.Match(Repository.Read("Directory.Build.props"), "<VersionPrefix>(?<version>[^<]+)<").Groups["version"].Value;

        Assert.Contains($"{version}.json", Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)));
    }
}
