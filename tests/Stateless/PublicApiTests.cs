using Vpp.Lifecycle.Stateless;
using Vpp.Lifecycle.Tests.PublicApi;

namespace Vpp.Lifecycle.Tests.Bridge;

public class PublicApiTests
{
    [Fact]
    public void A_host_sees_what_was_accepted_whichever_framework_it_runs_on() =>
        ApiApproval.Require(ApiListing.Of(typeof(LifecycleStateMachine).Assembly.GetExportedTypes()), "src/Vpp.Lifecycle.Stateless", "tests/Stateless");
}
