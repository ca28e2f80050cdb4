using System.Text;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-01-31T12:34:56Z", "2026-01-31T12:34:56.0000000")]
    [InlineData("2026-01-31t12:34:56z", "2026-01-31T12:34:56.0000000")]
    [InlineData("2026-01-31T12:34:56.1Z", "2026-01-31T12:34:56.1000000")]
    [InlineData("2026-01-31T12:34:56.1234567Z", "2026-01-31T12:34:56.1234567")]
    [InlineData("2026-01-31T12:34:56.1234567+01:30", "2026-01-31T11:04:56.1234567")]
    [InlineData("2026-01-31T23:59:59-00:01", "2026-02-01T00:00:59.0000000")]
    [InlineData("2026-01-31T12:34:56-00:00", "2026-01-31T12:34:56.0000000")]
    [InlineData("2026-01-31T12:00:00+23:59", "2026-01-30T12:01:00.0000000")]
    [InlineData("2026-01-31T12:00:00-23:59", "2026-02-01T11:59:00.0000000")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.0000000")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999")]
    [InlineData("2026-01-31T12:34:56.12345678Z", "2026-01-31T12:34:56.1234567")]
    [InlineData("2026-01-31T12:34:56.123456789Z", "2026-01-31T12:34:56.1234567")]
    [InlineData("2026-01-31T12:34:56.999999999+00:00", "2026-01-31T12:34:56.9999999")]
    [InlineData("9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.9999999")]
    [InlineData("2026-01-31T12:34:56.000000009z", "2026-01-31T12:34:56.0000000")]
    [InlineData("2026-01-31T12:34:56+0000", "2026-01-31T12:34:56.0000000")]
    [InlineData("2026-01-31T12:34:56+0130", "2026-01-31T11:04:56.0000000")]
    [InlineData("2026-01-31T12:34:56.5-0130", "2026-01-31T14:04:56.5000000")]
    [InlineData("2026-01-31T12:34:56.123456789-2359", "2026-02-01T12:33:56.1234567")]
    public void Reads_a_time_to_the_tick_and_in_utc(string text, string expected)
    {
        Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset fromBytes));
        Assert.True(Rfc3339.TryParse(text, out DateTimeOffset fromText));

        Assert.Equal(expected, fromBytes.DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", null));
        Assert.Equal(TimeSpan.Zero, fromBytes.Offset);
        Assert.Equal(fromBytes, fromText);
    }

    [Theory]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60.5Z", "2017-01-01T00:00:00.5Z")]
    [InlineData("2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z")]
    [InlineData("2015-06-30T18:59:60-05:00", "2015-07-01T00:00:00Z")]
    public void Reads_a_leap_second_as_the_second_after_it(string leapSecond, string after)
    {
        Assert.True(Rfc3339.TryParse(leapSecond, out DateTimeOffset read));
        Assert.True(Rfc3339.TryParse(after, out DateTimeOffset expected));
        Assert.Equal(expected, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T12:34Z")]
    [InlineData("2026-01-31T12:34:56")]
    [InlineData("2026-01-31T12:34:56 ")]
    [InlineData(" 2026-01-31T12:34:56Z")]
    [InlineData("2026-01-31T12:34:56Z ")]
    [InlineData("2026-01-31 12:34:56Z")]
    [InlineData("2026-01-31T24:00:00Z")]
    [InlineData("2026-01-31T23:60:00Z")]
    [InlineData("2026-01-31T23:59:61Z")]
    [InlineData("2026-01-31T22:59:60Z")]
    [InlineData("2026-01-30T23:59:60Z")]
    [InlineData("9999-12-31T23:59:60Z")]
    [InlineData("2026-00-31T12:34:56Z")]
    [InlineData("2026-13-31T12:34:56Z")]
    [InlineData("2026-01-00T12:34:56Z")]
    [InlineData("2026-02-29T12:34:56Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("2026-01-31T12:34:56.Z")]
    [InlineData("2026-01-31T12:34:56.1234567891Z")]
    [InlineData("2026-01-31T12:34:56.0000000000Z")]
    [InlineData("2026-01-31T12:34:56,5Z")]
    [InlineData("2026-01-31T12:34:56+01")]
    [InlineData("2026-01-31T12:34:56+010")]
    [InlineData("2026-01-31T12:34:56+01000")]
    [InlineData("2026-01-31T12:34:56+01-00")]
    [InlineData("2026-01-31T12:34:56+2400")]
    [InlineData("2026-01-31T12:34:56+0160")]
    [InlineData("2026-01-31T12:34:56.123456789")]
    [InlineData("2026-01-31T12:34:560100")]
    [InlineData("2026-01-31T12:34:56+24:00")]
    [InlineData("2026-01-31T12:34:56+01:60")]
    [InlineData("2026-01-31T12:34:56+01:00:00")]
    [InlineData("2026-01-31T12:34:56\u221201:00")]
    [InlineData("2026-01-31T12:34:5\u0666Z")]
    [InlineData("2026-1-31T12:34:56Z")]
    [InlineData("-026-01-31T12:34:56Z")]
    [InlineData("+2026-01-31T12:34:56Z")]
    [InlineData("2026-01-31T1 :34:56Z")]
    [InlineData("2026-01-31T12:34:56.123456789012345678901234567890Z")]
    public void Refuses_what_is_no_such_time(string text)
    {
        Assert.False(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out DateTimeOffset fromBytes));
        Assert.False(Rfc3339.TryParse(text, out DateTimeOffset fromText));
        Assert.Equal(default, fromBytes);
        Assert.Equal(default, fromText);
    }

    [Fact]
    public void Reads_back_every_time_as_the_runtime_writes_it()
    {
        long step = (DateTime.MaxValue.Ticks / 5_000) + 1;
        for (long ticks = 0; ticks <= DateTime.MaxValue.Ticks - step; ticks += step)
        {
            var expected = new DateTimeOffset(ticks, TimeSpan.Zero);
            string text = expected.UtcDateTime.ToString("O");

            Assert.True(Rfc3339.TryParse(text, out DateTimeOffset read), text);
            Assert.Equal(expected, read);
        }
    }
}
