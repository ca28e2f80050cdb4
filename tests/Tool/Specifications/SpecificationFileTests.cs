using System.Text.Json.Nodes;
using Vpp.Lifecycle.Tool;

namespace Vpp.Lifecycle.Tests.Tool.Specifications;

public sealed class SpecificationFileTests
{
    private static readonly Dictionary<string, Action<JsonObject>> Faults = new()
    {
        ["$ has no member \"steps\"."] = specification => specification.Remove("steps"),
        ["$.states is no array."] = specification => specification["states"] = 3,
        ["$.states[1] names ENROLMENT_REQUESTED a second time."] = specification => specification["states"]![1]!["state"] = "ENROLMENT_REQUESTED",
        ["$.triggers[0] is no string."] = specification => specification["triggers"]![0] = 7,
        ["$.triggers[1] names CONSENT_REQUESTED a second time."] = specification => specification["triggers"]![1] = "CONSENT_REQUESTED",
        ["$.steps has no step of CONSENT_REQUESTED from 0. Needed: one for each configuration and trigger."] = specification => specification["steps"]!.AsArray().RemoveAt(0),
        ["$.steps[1] is a second step of CONSENT_REQUESTED from 0."] = specification => specification["steps"]![1]!["trigger"] = "CONSENT_REQUESTED",
        ["$.steps[0].to is 51, which is no configuration's code."] = specification => specification["steps"]![0]!["to"] = 51,
        ["$.steps[0].from is no whole number."] = specification => specification["steps"]![0]!["from"] = 0.5,
        ["$.steps[0].outcome is \"DONE\". Allowed: TRANSITIONED, UPDATED, IGNORED, REJECTED."] = specification => specification["steps"]![0]!["outcome"] = "DONE",
        ["$.configurations[1].code is there twice."] = specification => specification["configurations"]![1]!["code"] = 0,
        ["$.configurations[3].rewards_settled is neither true nor false."] = specification => specification["configurations"]![3]!["rewards_settled"] = "no",
        ["$.configurations has two that a request could begin in: 0 and 1."] = specification => specification["configurations"]![1]!["meter_access_outstanding"] = false,
        ["$.rules[0].condition is no string."] = specification => specification["rules"]![0]!["condition"] = true,
    };

    public static TheoryData<string> Messages => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void What_is_no_whole_specification_is_refused_with_its_place(string message) =>
        Assert.Equal($"Cannot use planted: {message}", Assert.Throws<UnusableException>(() => Planted.With(Faults[message])).Message);

    [Fact]
    public void A_specification_in_which_nothing_begins_is_refused()
    {
        Action<JsonObject> rename = specification =>
        {
            specification["configurations"]![0]!["state"] = "X";
            specification["configurations"]![1]!["state"] = "X";
        };

        Assert.EndsWith("has none in ENROLMENT_REQUESTED, where a participation begins.", Assert.Throws<UnusableException>(() => Planted.With(rename)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_given_twice_is_refused() =>
        Assert.Contains("more than once", Assert.Throws<UnusableException>(() => Planted.Read("f", Planted.Json(_ => { }).Replace("{\"states\"", "{\"steps\":[],\"states\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void Unknown_members_are_passed_over_and_a_byte_order_mark_too() =>
        Assert.Equal(Planted.Current.Hash, Planted.Read("f", "\uFEFF" + Planted.Json(specification => specification["since"] = "1.0")).Hash);
}
