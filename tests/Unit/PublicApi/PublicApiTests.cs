using System.Reflection;
using Vpp.Lifecycle.Tests.PublicApi;

namespace Vpp.Lifecycle.Tests.Unit.PublicApi;

public class PublicApiTests
{
    [Theory]
    [InlineData("Vpp.Lifecycle")]
    [InlineData("Vpp.Lifecycle.Flip")]
    public void A_host_sees_what_was_accepted_whichever_framework_it_runs_on(string assembly) =>
        ApiApproval.Require(ApiListing.Of(Assembly.Load(assembly).GetExportedTypes()), $"src/{assembly}", "tests/Unit");

    [Fact]
    public void What_changed_is_reported_below_its_type_with_the_command_that_accepts_it()
    {
        string accepted = ApiListing.Of([typeof(SpecimenBefore), typeof(PublicApiSpecimen)]).Replace("SpecimenBefore", "Specimen", StringComparison.Ordinal);
        string built = ApiListing.Of([typeof(SpecimenAfter), typeof(PublicApiSpecimen)]).Replace("SpecimenAfter", "Specimen", StringComparison.Ordinal);

        string[] report = ApiApproval.Report(accepted, built, "src/Some/PublicApi.txt", "tests/Some").Split('\n');

        Assert.StartsWith("What a host can see, as built for .NETCoreApp,Version=v", report[0], StringComparison.Ordinal);
        Assert.EndsWith(", is not what src/Some/PublicApi.txt lists:", report[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "Vpp.Lifecycle.Tests.Unit.PublicApi.Specimen",
                "  - sealed class Specimen",
                "  - const int Most = 7",
                "  - string? Note { get; }",
                "  - void Speak(int times = 3)",
                "  - void Whisper()",
                "  + class Specimen",
                "  + const int Most = 8",
                "  + string Note { get; }",
                "  + void Shout()",
                "  + void Speak(int times = 4)",
            ],
            report[2..^3]);
        Assert.Equal("  ACCEPT_PUBLIC_API=1 dotnet test tests/Some -f net10.0 --filter PublicApi", report[^1]);
    }
}
