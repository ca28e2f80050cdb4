using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Tool.Replay;

/// <summary>Both ways of scanning, against the runtime's own document reader.</summary>
public class EventScannerTests
{
    private static readonly string[] Seeds =
    [
        Log.Trigger("vpp_1", "CONSENT_REQUESTED", more: ""","actor":"us","note":null"""),
        Log.Request("vpp_1", more: ""","live_mode":true,"meter_access":"REQUIRED","provider":{"id":"p","provider_display_name":"É"},"programme":{"id":"q"},"account_id":"a" """.TrimEnd()),
        Log.Trigger("vpp_1", "CONSENT_GRANTED", more: ""","x":{"y":[1,{"z":false}],"u":-1.5e3},"note":"\u00e9\ud83d\ude00\"" """.TrimEnd()),
        "{}",
    ];

    private static readonly byte[][] Pieces =
    [
        .. "{}[]\",:\\ \t\r0-.eE+tfnu/*".Select(letter => new[] { (byte)letter }),
        [0], [0x1F], [0x7F], [0x80], [0xC3, 0xA9], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF],
        .. new[] { "true", "false", "null", "\"event\":1,", "\"id\":\"p\",", "\"logo_url\":null,", "\"x\":\"\",", "\\u0065", "\\ud800", "\\udc00", "\"actor\":{\"a\":\"b\"}," }.Select(Encoding.UTF8.GetBytes),
    ];

    [Fact]
    public void Agrees_with_the_runtimes_reader_on_a_hundred_thousand_damaged_lines()
    {
        var random = new Random(20260131);
        var scanner = new EventScanner();
        var plainScanner = new PlainEvent();
        (int Accepted, int Plain) counts = default;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] line = Damage(Encoding.UTF8.GetBytes(Seeds[round % Seeds.Length]), random);
            Dictionary<string, JsonElement>? expected = Oracle(line);
            string shown = Encoding.UTF8.GetString(line);

            EventFault? wrong = scanner.Scan(line, isPart: false);
            Assert.True(wrong is null == expected is not null, $"{shown}: {wrong}");
            if (expected is null)
            {
                Assert.False(Utf8.IsValid(line) && plainScanner.TryScan(line, new EventMembers()), shown);
                continue;
            }

            counts.Accepted++;
            AssertMembers(expected, scanner.Members, line, shown);
            var plain = new EventMembers();
            if (plainScanner.TryScan(line, plain))
            {
                counts.Plain++;
                AssertMembers(expected, plain, line, shown);
            }
        }

        Assert.InRange(counts.Accepted, 5_000, 95_000);
        Assert.InRange(counts.Plain, 1_000, counts.Accepted - 1_000);
    }

    [Fact]
    public void Lines_as_simulate_writes_them_are_plain()
    {
        string log = ToolRun.Of("simulate", "--participations", "50").Output;

        var scanner = new PlainEvent();
        int plain = log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => scanner.TryScan(Encoding.UTF8.GetBytes(line), new EventMembers()));

        // But for the remark with quotation marks in it.
        Assert.InRange(log.Count(letter => letter == '\n') - plain, 0, 20);
    }

    private static byte[] Damage(byte[] line, Random random)
    {
        List<byte> damaged = [.. line];
        for (int count = random.Next(4); count > 0; count--)
        {
            int index = random.Next(damaged.Count + 1);
            int removed = Math.Min(random.Next(3) * random.Next(4), damaged.Count - index);
            damaged.RemoveRange(index, removed);
            if (random.Next(3) > 0)
                damaged.InsertRange(index, Pieces[random.Next(Pieces.Length)]);
        }

        return [.. damaged];
    }

    /// <summary>The members, where the line is one object of well-formed text without a member twice.</summary>
    private static Dictionary<string, JsonElement>? Oracle(byte[] line)
    {
        if (!Utf8.IsValid(line))
            return null;
        try
        {
            JsonElement root = JsonElement.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false });
            RequireWellFormed(root);
            return root.ValueKind == JsonValueKind.Object ? root.EnumerateObject().ToDictionary(member => member.Name, member => member.Value) : null;
        }
        catch (Exception rejected) when (rejected is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void RequireWellFormed(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                    RequireWellFormed(item);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Assert.NotNull(member.Name);
                    RequireWellFormed(member.Value);
                }

                break;
        }
    }

    private static void AssertMembers(Dictionary<string, JsonElement> expected, EventMembers members, byte[] line, string shown)
    {
        foreach (EventMember member in Enum.GetValues<EventMember>())
        {
            string[] path = EventMembers.PathOf(member).Split('.');
            bool isExpected = expected.TryGetValue(path[0], out JsonElement value)
                && (path.Length == 1 || (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(path[1], out value)));
            ValueRange actual = members[member];
            Assert.True(isExpected == actual.IsThere, $"{EventMembers.PathOf(member)} in {shown}");
            if (!isExpected)
                continue;
            string raw = Encoding.UTF8.GetString(actual.In(line));
            Assert.Equal(value.GetRawText(), value.ValueKind == JsonValueKind.String ? $"\"{raw}\"" : raw);
        }
    }
}
