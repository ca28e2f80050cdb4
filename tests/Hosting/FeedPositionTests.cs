using Vpp.Lifecycle.Hosting;
using Vpp.Lifecycle.Hosting.Feed;

namespace Vpp.Lifecycle.Tests.Hosting;

public class FeedPositionTests
{
    // In ascending order. The third database is read later than the second; a token's first bit is a bit like the others.
    private static readonly FeedPosition[] Ascending =
    [
        FeedPosition.Start,
        Of((0, 0), (0, 0), (1, 7)),
        Of((0, 0), (2, 5)),
        Of((1, 0)),
        Of((1, 5)),
        Of((1, long.MaxValue)),
        Of((1, long.MinValue)),
        Of((1, -1)),
        Of((1, -1), (0, 0), (1, 7)),
        Of((1, -1), (2, 5)),
        Of((1, -1), (2, 5), (1, 7)),
        Of((1, -1), (2, 6), (1, 7)),
        Of((2, 1)),
        Of((0x7fff_ffff_ffff_ffff, 1)),
    ];

    [Fact]
    public void Positions_are_in_the_order_of_their_texts()
    {
        Assert.Equal(Ascending.Select(position => position.ToString()).Order(StringComparer.Ordinal), Ascending.Select(position => position.ToString()));
        for (int left = 0; left < Ascending.Length; left++)
        {
            for (int right = 0; right < Ascending.Length; right++)
            {
                (FeedPosition one, FeedPosition other) = (Ascending[left], Ascending[right]);
                Assert.Equal(left.CompareTo(right), Math.Sign(one.CompareTo(other)));
                Assert.Equal((left < right, left <= right, left > right, left >= right), (one < other, one <= other, one > other, one >= other));
                Assert.Equal((left == right, left != right, left == right), (one == other, one != other, one.Equals((object)other)));
            }
        }
    }

    [Fact]
    public void A_position_is_read_as_it_was_written()
    {
        foreach (FeedPosition position in Ascending)
        {
            var read = FeedPosition.Parse(position.ToString());
            Assert.Equal(position, read);
            Assert.Equal(position.GetHashCode(), read.GetHashCode());
            Assert.True(FeedPosition.TryParse(position.ToString(), null, out FeedPosition tried));
            Assert.Equal(position, tried);
        }

        Assert.Equal("0000000000000007ffffffffffffffff", Of((7, -1)).ToString());
        Assert.Equal("00000000000000000000000000000000", FeedPosition.Start.ToString());
        Assert.Equal(default, FeedPosition.Start);
        Assert.Equal(Of((7, -1)), Of((7, -1), (0, 0)));
        Assert.Equal(Of((7, -1), (0, 0), (3, 4)), Of((7, -1)).With(2, new FeedMark(3, 4)));
    }

    [Fact]
    public void Earlier_and_later_are_of_each_database()
    {
        FeedPosition one = Of((1, 1), (9, 2));
        FeedPosition other = Of((5, 3), (2, 4), (7, 5));
        Assert.Equal(Of((1, 1), (2, 4)), FeedPosition.Earlier(one, other));
        Assert.Equal(Of((5, 3), (9, 2), (7, 5)), FeedPosition.Later(one, other));
        Assert.Equal(FeedPosition.Earlier(one, other), FeedPosition.Earlier(other, one));
        Assert.Equal(FeedPosition.Later(one, other), FeedPosition.Later(other, one));
        Assert.Equal((Of((1, 1)), Of((1, -1))), (FeedPosition.Earlier(Of((1, -1)), Of((1, 1))), FeedPosition.Later(Of((1, 1)), Of((1, -1)))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000007")]
    [InlineData("0000000000000007fffffffffffffff")]
    [InlineData("0000000000000007fffffffffffffffff")]
    [InlineData("0000000000000007FFFFFFFFFFFFFFFF")]
    [InlineData(" 000000000000007ffffffffffffffff")]
    [InlineData("8000000000000007ffffffffffffffff")]
    [InlineData("0000000000000000ffffffffffffffff")]
    [InlineData("0000000000000007ffffffffffffffff00000000000000000000000000000000")]
    [InlineData("0000000000000007ffffffffffffffff0000000000000003")]
    public void What_the_feed_never_wrote_is_no_position(string text)
    {
        Assert.False(FeedPosition.TryParse(text, out FeedPosition none));
        Assert.Equal(default, none);
        FormatException fault = Assert.Throws<FormatException>(() => FeedPosition.Parse(text));
        Assert.StartsWith($"\"{text}\" is no position. Allowed:", fault.Message, StringComparison.Ordinal);
    }

    private static FeedPosition Of(params (long Number, long Token)[] marks) => new([.. marks.Select(mark => new FeedMark(mark.Number, mark.Token))]);
}
