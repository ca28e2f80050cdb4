using System.Text;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;
using Vpp.Lifecycle.Tests.Properties.Json;
using Xunit.Abstractions;

namespace Vpp.Lifecycle.Tests.Properties.Flip;

public sealed class FlipMutationTests(ITestOutputHelper output)
{
    [Fact]
    public void Reading_spoilt_documents_throws_nothing_but_the_documented_exception()
    {
        byte[][] originals =
        [
            Encoding.UTF8.GetBytes("""{"group_ids":["a","b"],"status":"PAUSED","status_reason":"Grid works ☀️"}"""),
            new FlipError(409, "CODE", "message", [new FlipErrorDetail(["body", "status"], "msg", "type")], [new FlipErrorEntry("message", "$.status")]).ToUtf8Bytes(),
            FlipEnrollment.From(
                Life.Chosen([0, 1, 2]).End,
                new FlipEnrollmentDetails
                {
                    Site = new FlipSite { Id = "s", Groups = [new FlipGroup { Id = "g" }] },
                    Devices = [new FlipDevice { Id = "d", Attributes = new FlipDeviceAttributes { BatteryCapacityWh = 1.5m } }],
                    ProgramSpecificAttributes = [new FlipProgramFact { Name = "n" }],
                }).ToUtf8Bytes(),
        ];
        int rejected = 0;
        Campaign.Try(originals, (_, document) =>
            rejected += Try(() => FlipEnrollmentPatch.Parse(document)) + Try(() => FlipError.Parse(document)) + Try(() => FlipEnrollment.Parse(document)));

        output.WriteLine($"{Campaign.Count} spoilt documents from {Campaign.First} on, each read as three kinds: {rejected} rejected.");
        Assert.InRange(rejected, Campaign.Count, (3 * Campaign.Count) - 1);

        static int Try(Func<object> read)
        {
            try
            {
                read();
                return 0;
            }
            catch (LifecycleJsonException)
            {
                return 1;
            }
        }
    }
}
