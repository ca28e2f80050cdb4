using Vpp.Lifecycle.Tests.Service.Support;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Service;

public sealed class RequirementTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("PostgreSQL")]
    [InlineData("Chromium")]
    [InlineData("strace")]
    [InlineData("libfaketime")]
    [InlineData("a small tmpfs")]
    [InlineData("bash, curl and jq")]
    [InlineData("npm packages in tests/Service/browser")]
    public void What_the_tests_need_is_there_or_the_machine_is_not_the_one_that_decides(string name)
    {
        Requirement requirement = Assert.Single(Requirement.All, requirement => requirement.Name == name);
        output.WriteLine(requirement.IsThere ? $"{name}: {requirement.Path}" : $"{name} is not there: the tests that need it have no cases here.");
        Assert.True(requirement.IsThere || Environment.GetEnvironmentVariable("CI") != "true", $"{name} is missing; .ci/install-service.sh installs it.");
    }

    [Fact]
    public void Every_requirement_is_looked_for() => Assert.Equal(7, Requirement.All.Count);
}
