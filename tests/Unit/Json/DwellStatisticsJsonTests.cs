using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit.Json;

public sealed class DwellStatisticsJsonTests
{
    private const string Start = """{"object":"vpp-dwell-statistics","version":1,"states":{""";

    private const string Written =
        Start + "\"AWAITING_CONSENT\":{\"still_there\":0,\"dwell_ticks\":[0,600000000,600000000,36000000000]},\"ACTIVE\":{\"still_there\":2,\"dwell_ticks\":[]}}}";

    private static readonly DwellStatistics Statistics = DwellStatistics.From(
    [
        new(Active, null), new(AwaitingConsent, TimeSpan.FromHours(1)), new(AwaitingConsent, TimeSpan.FromMinutes(1)), new(Active, null),
        new(AwaitingConsent, TimeSpan.FromMinutes(1)), new(AwaitingConsent, TimeSpan.Zero),
    ]);

    [Fact]
    public void Every_visit_is_written_by_its_state_and_nothing_of_states_never_visited()
    {
        Assert.Equal(Written, Statistics.ToJson());
        Assert.Equal(Written, Encoding.UTF8.GetString(Statistics.ToUtf8Bytes()));
        Assert.Equal(Written, JsonSerializer.Serialize(Statistics));
        Assert.Equal(Start + "}}", DwellStatistics.Empty.ToJson());
    }

    [Fact]
    public void What_was_written_is_read_as_the_same()
    {
        Assert.Equal(Statistics, DwellStatisticsJson.Parse(Written));
        Assert.Equal(Statistics, DwellStatisticsJson.Parse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Written)]));
        Assert.Equal([Statistics], JsonSerializer.Deserialize<DwellStatistics[]>($"[{Written}]")!);
        Assert.Equal(
            DwellStatistics.Empty,
            DwellStatisticsJson.Parse("""{"states":{"ACTIVE":{"dwell_ticks":[],"still_there":0,"later":[1]}},"version":1,"object":"vpp-dwell-statistics","more":{}}"""));
    }

    [Fact]
    public void The_longest_visit_and_the_most_that_are_still_there_travel_too()
    {
        DwellStatistics longest = DwellStatistics.From([new(Active, TimeSpan.MaxValue)]);
        Assert.Equal(longest, DwellStatisticsJson.Parse(longest.ToJson()));
        DwellStatistics most = DwellStatisticsJson.Parse(Of("""{"still_there":9007199254740991,"dwell_ticks":[]}"""));
        Assert.Equal(9_007_199_254_740_991, most[Active].StillThere);
        Assert.Equal(most, DwellStatisticsJson.Parse(most.ToJson()));
    }

    [Fact]
    public void Old_names_of_states_are_read() =>
        Assert.Equal(1, DwellStatisticsJson.Parse(Start + "\"CHECKING_ELIGIBILITY\":{\"still_there\":1,\"dwell_ticks\":[]}}}")[AwaitingEligibility].StillThere);

    [Theory]
    [InlineData("[]", LifecycleJsonError.InvalidValue, "$")]
    [InlineData("7", LifecycleJsonError.InvalidValue, "$")]
    [InlineData("{", LifecycleJsonError.MalformedJson, "$")]
    [InlineData("", LifecycleJsonError.MalformedJson, "$")]
    [InlineData(Start + "}} x", LifecycleJsonError.MalformedJson, "$")]
    [InlineData("""{"version":1,"states":{}}""", LifecycleJsonError.MissingMember, "$")]
    [InlineData("""{"object":"vpp-dwell-statistics","states":{}}""", LifecycleJsonError.MissingMember, "$")]
    [InlineData("""{"object":"vpp-dwell-statistics","version":1}""", LifecycleJsonError.MissingMember, "$")]
    [InlineData("""{"object":"vpp-participation-snapshot","version":1,"states":{}}""", LifecycleJsonError.InvalidValue, "$.object")]
    [InlineData("""{"object":"vpp-dwell-statistics","version":2,"states":{}}""", LifecycleJsonError.InvalidValue, "$.version")]
    [InlineData("""{"object":"vpp-dwell-statistics","version":1,"version":1,"states":{}}""", LifecycleJsonError.DuplicateMember, "$.version")]
    [InlineData("""{"object":"vpp-dwell-statistics","version":1,"states":[]}""", LifecycleJsonError.InvalidValue, "$.states")]
    [InlineData(Start + "\"ASLEEP\":{}}}", LifecycleJsonError.InvalidValue, "$.states")]
    [InlineData(Start + "\"ACTIVE\":{\"still_there\":0,\"dwell_ticks\":[]},\"ACTIVE\":{\"still_there\":0,\"dwell_ticks\":[]}}}", LifecycleJsonError.DuplicateMember, "$.states.ACTIVE")]
    public void A_document_that_is_none_is_refused_with_the_place(string json, LifecycleJsonError error, string path) => AssertRefused(json, error, path);

    [Theory]
    [InlineData("null", LifecycleJsonError.InvalidValue, "")]
    [InlineData("""{"still_there":1}""", LifecycleJsonError.MissingMember, "")]
    [InlineData("""{"dwell_ticks":[]}""", LifecycleJsonError.MissingMember, "")]
    [InlineData("""{"still_there":-1,"dwell_ticks":[]}""", LifecycleJsonError.InvalidValue, ".still_there")]
    [InlineData("""{"still_there":1.5,"dwell_ticks":[]}""", LifecycleJsonError.InvalidValue, ".still_there")]
    [InlineData("""{"still_there":9007199254740992,"dwell_ticks":[]}""", LifecycleJsonError.InvalidValue, ".still_there")]
    [InlineData("""{"still_there":"1","dwell_ticks":[]}""", LifecycleJsonError.InvalidValue, ".still_there")]
    [InlineData("""{"still_there":0,"dwell_ticks":{}}""", LifecycleJsonError.InvalidValue, ".dwell_ticks")]
    [InlineData("""{"still_there":0,"dwell_ticks":[-1]}""", LifecycleJsonError.InvalidValue, ".dwell_ticks[0]")]
    [InlineData("""{"still_there":0,"dwell_ticks":[1,3,2]}""", LifecycleJsonError.InvalidValue, ".dwell_ticks[2]")]
    [InlineData("""{"still_there":0,"dwell_ticks":[3155378975999999999,3155378976000000000]}""", LifecycleJsonError.InvalidValue, ".dwell_ticks[1]")]
    [InlineData("""{"still_there":0,"dwell_ticks":[99999999999999999999]}""", LifecycleJsonError.InvalidValue, ".dwell_ticks[0]")]
    [InlineData("""{"still_there":0,"dwell_ticks":[null]}""", LifecycleJsonError.InvalidValue, ".dwell_ticks[0]")]
    public void A_state_that_cannot_be_is_refused_with_the_place(string state, LifecycleJsonError error, string path) => AssertRefused(Of(state), error, "$.states.ACTIVE" + path);

    [Fact]
    public void What_is_not_in_order_is_told_with_what_is_allowed() => Assert.Contains(
        "2 is not allowed. Allowed: a whole number from 3 to 3155378975999999999.",
        Assert.Throws<LifecycleJsonException>(() => DwellStatisticsJson.Parse(Of("""{"still_there":0,"dwell_ticks":[3,2]}"""))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Counts_that_no_number_holds_do_not_become_negative()
    {
        DwellStatistics most = DwellStatisticsJson.Parse(Of("""{"still_there":9007199254740991,"dwell_ticks":[]}"""));
        Assert.Throws<OverflowException>(() => Enumerable.Range(0, 11).Aggregate(most, (sum, _) => sum.Merge(sum)));
    }

    [Fact]
    public void Null_is_refused_and_within_a_host_s_document_it_is_none()
    {
        Assert.Throws<ArgumentNullException>(() => DwellStatisticsJson.Parse((string)null!));
        Assert.Throws<ArgumentNullException>(() => Statistics.WriteTo(null!));
        Assert.Throws<ArgumentNullException>(() => DwellStatisticsJson.ToJson(null!));
        Assert.Throws<ArgumentNullException>(() => DwellStatisticsJson.ToUtf8Bytes(null!));
        Assert.Null(JsonSerializer.Deserialize<DwellStatistics>("null"));
    }

    private static string Of(string active) => Start + "\"ACTIVE\":" + active + "}}";

    private static void AssertRefused(string json, LifecycleJsonError error, string path)
    {
        LifecycleJsonException refused = Assert.Throws<LifecycleJsonException>(() => DwellStatisticsJson.Parse(json));
        Assert.Equal((error, path), (refused.Error, refused.Path));
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<DwellStatistics>(json));
    }
}
