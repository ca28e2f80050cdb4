namespace Vpp.Lifecycle.Tests.Unit;

public sealed class ParticipationIdTests
{
    [Fact]
    public void Twelve_bytes_are_written_as_24_lower_case_hexadecimal_digits()
    {
        Assert.Equal("vpp_7c2f1a9e4b0d8f3a6e2c5d10", ParticipationId.From([0x7c, 0x2f, 0x1a, 0x9e, 0x4b, 0x0d, 0x8f, 0x3a, 0x6e, 0x2c, 0x5d, 0x10]));
        Assert.Equal("vpp_000000000000000000000000", ParticipationId.From(new byte[ParticipationId.ByteCount]));
        Assert.Equal("vpp_ffffffffffffffffffffffff", ParticipationId.From([.. Enumerable.Repeat((byte)0xFF, 12)]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(13)]
    public void Any_other_number_of_bytes_is_an_error(int count)
    {
        var error = Assert.Throws<ArgumentException>(() => ParticipationId.From(new byte[count]));

        Assert.Equal("bytes", error.ParamName);
        Assert.StartsWith($"An identifier is made of 12 bytes, not {count}.", error.Message, StringComparison.Ordinal);
    }
}
