using Vpp.Lifecycle.Tests.Service.Support;
using Xunit.Sdk;

namespace Vpp.Lifecycle.Tests.Service;

public sealed class RequirementTests
{
    public static TheoryData<string> Names => [.. Requirement.All.Select(requirement => requirement.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_tests_need_is_there_or_the_machine_is_not_the_one_that_decides(string name)
    {
        Requirement requirement = Requirement.All.Single(requirement => requirement.Name == name);
        Assert.Equal(requirement.IsThere, Services.Has(requirement));
    }

    [Fact]
    public void What_is_missing_is_named_and_is_a_failure_only_where_it_decides()
    {
        var missing = new Requirement("a unicorn", () => null);
        Requirement[] needed = [new("a horse", () => "stable"), missing];
        Assert.False(Services.AreThere(needed, isDeciding: false));
        Assert.Contains("a unicorn", Assert.ThrowsAny<XunitException>(() => Services.AreThere(needed, isDeciding: true)).Message, StringComparison.Ordinal);
        Assert.True(Services.AreThere(needed[..1], isDeciding: true));
    }
}
