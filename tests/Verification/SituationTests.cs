namespace Vpp.Lifecycle.Tests.Verification;

public class SituationTests
{
    [Fact]
    public void Every_configuration_is_reached_from_a_request()
    {
        Assert.Equal(Configuration.All, Situation.All.Select(situation => situation.Configuration));
    }
}
