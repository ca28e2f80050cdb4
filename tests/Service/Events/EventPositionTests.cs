using EnrolmentService.Events;
using EnrolmentService.Identity;
using Vpp.Lifecycle.Hosting;

namespace Vpp.Lifecycle.Tests.Service.Events;

/// <summary>The text of a position that a client has.</summary>
public class EventPositionTests
{
    private static readonly string Place = new string('0', 15) + "63371b8f72b963dd3";

    // Each has eight digits of its own.
    private static readonly Caller[] Callers = [.. Enumerable.Range(0, 50).Select(number => new Caller($"acc_{number}", liveMode: true, "key"))];

    [Fact]
    public void One_with_a_place_in_a_further_database_is_the_greater_text_whoever_has_it()
    {
        string[] inOrder = [Place, Place + new string('0', 15) + "1" + new string('0', 16), Place + new string('0', 15) + "2" + new string('0', 16)];
        foreach (Caller caller in Callers)
        {
            string[] written = [.. inOrder.Select(text => EventPosition.Write(FeedPosition.Parse(text), caller))];
            Assert.Equal(written.Order(StringComparer.Ordinal), written);
        }
    }

    [Fact]
    public void What_is_written_is_read_and_what_an_earlier_build_wrote()
    {
        foreach (Caller caller in Callers)
        {
            string written = EventPosition.Write(FeedPosition.Parse(Place), caller);
            foreach (string text in new[] { written, written.Replace(".", "", StringComparison.Ordinal) })
            {
                Assert.True(EventPosition.TryRead(text, caller, out FeedPosition read, out string? fault), fault);
                Assert.Equal(Place, read.ToString());
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("12345678")]
    [InlineData(".12345678")]
    [InlineData("0000000000000006.3371b8f72b963dd312345678")]
    public void What_is_none_is_refused_with_what_is_allowed(string text)
    {
        Assert.False(EventPosition.TryRead(text, Callers[0], out _, out string? fault));
        Assert.Equal("It is no position. Allowed: what an entry has as its position, or a page as next.", fault);
    }
}
