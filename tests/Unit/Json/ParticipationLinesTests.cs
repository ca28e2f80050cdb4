using System.Buffers;
using System.Text;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public class ParticipationLinesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Each_participation_is_its_resource_on_a_line_of_its_own_in_order(int count)
    {
        Participation[] participations = [.. Enumerable.Range(0, count).Select(number => EveryConfiguration.At(number % 51))];

        string expected = string.Concat(participations.Select(participation => ParticipationResource.From(participation, Example.Start).ToJson() + "\n"));

        Assert.Equal(expected, Write(participations));
    }

    [Fact]
    public void Lines_are_appended_to_what_the_output_holds_already()
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("before\n"u8);

        ParticipationLines.Write(output, [Example.In(ParticipationState.Active)], Example.Start);

        Assert.StartsWith("before\n{\"object\":\"vpp-participation\"", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void Descriptions_are_in_the_language_of_the_catalogue_given() =>
        Assert.Contains(
            "\"description\":\"Läuft.\"",
            Write([Example.In(ParticipationState.Active)], MessageCatalogue.English.WithMessage(ParticipationState.Active, "Läuft.")),
            StringComparison.Ordinal);

    [Fact]
    public void A_participation_that_is_missing_is_named_and_nothing_is_written()
    {
        var output = new ArrayBufferWriter<byte>();

        ArgumentException error = Assert.Throws<ArgumentException>(
            () => ParticipationLines.Write(output, [Example.In(ParticipationState.Active), null!], Example.Start));

        Assert.StartsWith("participations[1] is null.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void Without_an_output_there_is_nothing_to_write_to() =>
        Assert.Equal("output", Assert.Throws<ArgumentNullException>(() => ParticipationLines.Write(null!, [], Example.Start)).ParamName);

    private static string Write(Participation[] participations, MessageCatalogue? messages = null)
    {
        var output = new ArrayBufferWriter<byte>();
        ParticipationLines.Write(output, participations, Example.Start, messages);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
