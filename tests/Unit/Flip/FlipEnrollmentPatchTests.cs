using System.Text;
using System.Text.Json;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

public sealed class FlipEnrollmentPatchTests
{
    [Fact]
    public void The_documents_example_is_read_as_it_stands()
    {
        FlipEnrollmentPatch patch = FlipEnrollmentPatch.Parse("""{    "status": "CREATED",    "status_reason": "string"  }""");
        Assert.Equal(new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Created, StatusReason = "string" }, patch);
        Assert.Null(patch.GroupIds);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"group_ids":null,"status":null,"status_reason":null}""")]
    [InlineData("""{"colour":"blue"}""")]
    public void Absent_and_null_leave_everything_unchanged(string body) =>
        Assert.Equal(new FlipEnrollmentPatch(), FlipEnrollmentPatch.Parse(body));

    [Fact]
    public void An_empty_list_is_not_the_same_as_none()
    {
        Assert.Equal([], FlipEnrollmentPatch.Parse("""{"group_ids":[]}""").GroupIds);
        Assert.NotEqual(new FlipEnrollmentPatch(), FlipEnrollmentPatch.Parse("""{"group_ids":[]}"""));
    }

    [Fact]
    public void A_group_given_twice_keeps_both_its_places() =>
        Assert.Equal(["b", "a", "b"], FlipEnrollmentPatch.Parse("""{"group_ids":["b","a","b"]}""").GroupIds);

    [Fact]
    public void Only_what_changes_is_written()
    {
        Assert.Equal("{}", new FlipEnrollmentPatch().ToJson());
        var patch = new FlipEnrollmentPatch { GroupIds = ["ü", "b"], Status = FlipEnrollmentStatus.Rejected, StatusReason = "" };
        Assert.Equal("""{"group_ids":["ü","b"],"status":"REJECTED","status_reason":""}""", patch.ToJson());
        Assert.Equal(patch, FlipEnrollmentPatch.Parse(patch.ToUtf8Bytes()));
        Assert.Equal(patch, JsonSerializer.Deserialize<FlipEnrollmentPatch>(JsonSerializer.Serialize(patch)));
    }

    [Theory]
    [InlineData("", "malformed_json", "$", "body")]
    [InlineData("{", "malformed_json", "$", "body")]
    [InlineData("[]", "invalid_value", "$", "body")]
    [InlineData("null", "invalid_value", "$", "body")]
    [InlineData("""{"status":"ACTIVE"} x""", "malformed_json", "$", "body")]
    [InlineData("""{"status":"GONE"}""", "invalid_value", "$.status", "body status")]
    [InlineData("""{"status":"active"}""", "invalid_value", "$.status", "body status")]
    [InlineData("""{"status":1}""", "invalid_value", "$.status", "body status")]
    [InlineData("""{"status":"ACTIVE","status":"ACTIVE"}""", "duplicate_member", "$.status", "body status")]
    [InlineData("""{"status_reason":["x"]}""", "invalid_value", "$.status_reason", "body status_reason")]
    [InlineData("""{"status_reason":"\ud800"}""", "malformed_json", "$.status_reason", "body status_reason")]
    [InlineData("""{"group_ids":"a"}""", "invalid_value", "$.group_ids", "body group_ids")]
    [InlineData("""{"group_ids":["a",null]}""", "invalid_value", "$.group_ids[1]", "body group_ids 1")]
    [InlineData("""{"group_ids":["a","b",""]}""", "invalid_value", "$.group_ids[2]", "body group_ids 2")]
    [InlineData("""{"a b":{"c":1,"c":2}}""", "duplicate_member", "$['a b']", "body a b")]
    public void A_body_that_is_no_patch_is_answered_with_422_and_the_place(string body, string type, string path, string loc)
    {
        LifecycleJsonException rejected = Assert.Throws<LifecycleJsonException>(() => FlipEnrollmentPatch.Parse(Encoding.UTF8.GetBytes(body)));
        FlipError error = FlipError.From(rejected);

        Assert.Equal((422, "INVALID_BODY", rejected.Message), (error.StatusCode, error.Code, error.Message));
        FlipErrorDetail detail = Assert.Single(error.Detail);
        Assert.Equal((loc, rejected.Message, type), (string.Join(' ', detail.Loc), detail.Msg, detail.Type));
        Assert.Equal(new FlipErrorEntry(rejected.Message, path), Assert.Single(error.Errors));
    }

    [Fact]
    public void A_status_that_is_none_is_answered_with_those_allowed()
    {
        LifecycleJsonException rejected = Assert.Throws<LifecycleJsonException>(() => FlipEnrollmentPatch.Parse("""{"status":"GONE"}"""));
        Assert.Equal(
            "$.status: \"GONE\" is not allowed. Allowed: CREATED, ACTIVE, NEEDS_ACTION, PENDING, REJECTED, UNENROLLED, SUBMITTED, PAUSED.",
            FlipError.From(rejected).Message);
    }

    [Fact]
    public void The_type_of_what_is_wrong_is_the_errors_name_whatever_was_read()
    {
        string contradiction = ParticipationResource.From(FlipExample.Active, FlipExample.Start).ToJson()
            .Replace("\"current_state\":\"ACTIVE\"", "\"current_state\":\"FAILED\"", StringComparison.Ordinal);

        Assert.Equal("missing_member", TypeOf("{}"));
        Assert.Equal("broken_invariant", TypeOf(contradiction));

        static string TypeOf(string body) =>
            FlipError.From(Assert.Throws<LifecycleJsonException>(() => ParticipationResource.Parse(body))).Detail[0].Type;
    }

    [Fact]
    public void What_no_body_could_say_cannot_be_said_in_code_either()
    {
        Assert.Throws<ArgumentOutOfRangeException>("Status", () => new FlipEnrollmentPatch { Status = (FlipEnrollmentStatus)8 });
        Assert.Throws<ArgumentException>("GroupIds", () => new FlipEnrollmentPatch { GroupIds = ["a", ""] });
        Assert.Throws<ArgumentNullException>("GroupIds", () => new FlipEnrollmentPatch { GroupIds = [null!] });
        Assert.Throws<ArgumentException>("StatusReason", () => new FlipEnrollmentPatch { StatusReason = "\uD800" });
    }
}
