using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Tests.PublicApi;

namespace Vpp.Lifecycle.Tests.Hosting;

public class PublicApiTests
{
    [Fact]
    public void A_host_sees_what_was_accepted() =>
        ApiApproval.Require(ApiListing.Of(typeof(IParticipationStore).Assembly.GetExportedTypes()), "src/Vpp.Lifecycle.Hosting", "tests/Hosting");
}
