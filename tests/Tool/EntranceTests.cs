using System.Text.Json;

namespace Vpp.Lifecycle.Tests.Tool;

/// <summary>A log is read by the rules that every other entrance has: a line that breaks one is rejected by its member, and the others go on.</summary>
public class EntranceTests
{
    [Theory]
    [InlineData(",\"account_id\":\"a\\u0000\"", "account_id")]
    [InlineData(",\"account_id\":\"a\\nb\"", "account_id")]
    [InlineData(",\"account_id\":\"a\u0085\"", "account_id")]
    [InlineData(",\"provider_reference_id\":\"\\u007f\"", "provider_reference_id")]
    [InlineData(",\"supersedes\":\"\\u001b\"", "supersedes")]
    [InlineData(",\"supersedes\":\"vpp_1\"", "supersedes")]
    [InlineData(",\"provider\":{\"id\":\"\\u0001\",\"provider_display_name\":\"P\"}", "provider.id")]
    [InlineData(",\"provider\":{\"id\":\"p\",\"provider_display_name\":\"\\u0000\"}", "provider.provider_display_name")]
    [InlineData(",\"provider\":{\"id\":\"p\",\"provider_display_name\":\"P\",\"logo_url\":\"javascript:alert(1)\"}", "provider.logo_url")]
    [InlineData(",\"programme\":{\"id\":\"p\",\"programme_display_name\":\"P\",\"learn_more_url\":\"/more\"}", "programme.learn_more_url")]
    public void What_no_participation_can_have_is_refused_by_its_member(string more, string member)
    {
        Replayed replayed = Replayed.From(Log.Of(Log.Request("vpp_1", more: more), Log.Request("vpp_2", more: ",\"account_id\":\"\u00C2\u00A0\"")));

        JsonElement rejected = Assert.Single(replayed.Rejected);
        Assert.Equal((1, "INVALID_VALUE"), (rejected.GetProperty("line").GetInt32(), rejected.GetProperty("code").GetString()));
        Assert.StartsWith($"{member} is ", rejected.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("vpp_2", Assert.Single(replayed.Resources).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("note", "one\\r\\n\\ttwo", true)]
    [InlineData("note", "one\\u0000", false)]
    [InlineData("actor", "\\u009b", false)]
    public void A_remark_has_tabs_and_line_ends_but_no_other_control_character(string member, string text, bool isRead)
    {
        Replayed replayed = Replayed.From(Log.Of(Log.Request("vpp_1"), Log.Trigger("vpp_1", "CONSENT_REQUESTED", more: $",\"{member}\":\"{text}\"")));

        Assert.Equal(isRead ? [] : ["INVALID_VALUE"], replayed.Codes);
        Assert.Equal(isRead ? "AWAITING_CONSENT" : "ENROLMENT_REQUESTED", replayed.Resources[0].GetProperty("current_state").GetString());
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00.123456789Z", "2026-01-31T12:00:00.1234567Z")]
    [InlineData("2026-01-31T12:00:00+0000", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T13:30:00.5+0130", "2026-01-31T12:00:00.5Z")]
    public void Times_of_other_languages_are_read(string at, string utc) =>
        Assert.Equal(utc, Replayed.From(Log.Of(Log.Request("vpp_1", at))).Resources[0].GetProperty("time_created").GetString());
}
