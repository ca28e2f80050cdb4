using System.Text;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Properties.Flip;

public sealed class FlipMutationTests
{
    private const int Documents = 30_000;

    private static readonly byte[][] Pieces =
    [
        .. new[] { "\"status\":\"ACTIVE\",", "\"group_ids\":[", "null", "1e999", "-", "\"\\ud800\"", "{", "}", "[", "]", ",", "\\", "\"", "\u0000", "true", "[[[[[[[[[[[[" }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
    ];

    [Fact]
    public void Reading_spoilt_documents_throws_nothing_but_the_documented_exception()
    {
        byte[][] originals =
        [
            Encoding.UTF8.GetBytes("""{"group_ids":["a","b"],"status":"PAUSED","status_reason":"Grid works ☀️"}"""),
            new FlipError(409, "CODE", "message", [new FlipErrorDetail(["body", "status"], "msg", "type")], [new FlipErrorEntry("message", "$.status")]).ToUtf8Bytes(),
            FlipEnrollment.From(
                FlipGenerators.Live([0, 1, 2]).Last(),
                new FlipEnrollmentDetails
                {
                    Site = new FlipSite { Id = "s", Groups = [new FlipGroup { Id = "g" }] },
                    Devices = [new FlipDevice { Id = "d", Attributes = new FlipDeviceAttributes { BatteryCapacityWh = 1.5m } }],
                    ProgramSpecificAttributes = [new FlipProgramFact { Name = "n" }],
                }).ToUtf8Bytes(),
        ];
        var random = new Random(20260301);
        int refused = 0;
        for (int number = 0; number < Documents; number++)
        {
            byte[] document = Spoil(originals[number % originals.Length], random);
            refused += Try(() => FlipEnrollmentPatch.Parse(document)) + Try(() => FlipError.Parse(document)) + Try(() => FlipEnrollment.Parse(document));
        }

        Assert.InRange(refused, Documents, 3 * Documents);

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

    private static byte[] Spoil(byte[] original, Random random)
    {
        List<byte> document = [.. original];
        for (int faults = random.Next(1, 4); faults > 0 && document.Count > 0; faults--)
        {
            int place = random.Next(document.Count);
            int length = random.Next(Math.Min(20, document.Count - place));
            switch (random.Next(5))
            {
                case 0: document[place] ^= (byte)(1 << random.Next(8)); break;
                case 1: document.RemoveRange(place, document.Count - place); break;
                case 2: document.RemoveRange(place, length); break;
                case 3: document.InsertRange(place, document.GetRange(place, length)); break;
                default: document.InsertRange(place, Pieces[random.Next(Pieces.Length)]); break;
            }
        }

        return [.. document];
    }
}
