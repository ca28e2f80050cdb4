using System.Text.Json;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Flip;

public sealed class FlipErrorTests
{
    [Fact]
    public void The_documents_example_is_read_and_written_as_it_stands()
    {
        FlipError error = FlipError.Parse(FlipDocuments.Error);
        Assert.Equal(
            new FlipError(0, "string", "string", [new FlipErrorDetail(["string"], "string", "string")], [new FlipErrorEntry("string", "string")]), error);
        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(FlipDocuments.Error).RootElement), error.ToJson());
    }

    [Fact]
    public void A_rejection_is_written_in_full()
    {
        FlipPatchResult result = FlipEnrollmentPlanner.Apply(
            FlipExample.In(ParticipationState.Failed), new FlipEnrollmentPatch { Status = FlipEnrollmentStatus.Active }, FlipExample.Start);
        Assert.Equal(
            """
            {"code":"STATUS_NOT_PERMITTED","detail":[{"loc":["body","status"],
            "msg":"ACTIVE is not permitted in FAILED: FAILED is terminal. Permitted here: nothing.","type":"status_not_permitted"}],
            "errors":[{"message":"ACTIVE is not permitted in FAILED: FAILED is terminal. Permitted here: nothing.","path":"$.status"}],
            "message":"ACTIVE is not permitted in FAILED: FAILED is terminal. Permitted here: nothing.","status_code":409}
            """.Replace("\n", "", StringComparison.Ordinal),
            result.Rejection!.ToJson());
    }

    [Fact]
    public void A_hosts_own_error_has_the_same_form()
    {
        var error = new FlipError(404, "NOT_FOUND", "There is no such enrollment.");
        Assert.Equal("""{"code":"NOT_FOUND","detail":[],"errors":[],"message":"There is no such enrollment.","status_code":404}""", error.ToJson());
        Assert.Equal(error, JsonSerializer.Deserialize<FlipError>(JsonSerializer.Serialize(error)));
        Assert.Equal(error, FlipError.Parse(error.ToUtf8Bytes()));
    }

    [Fact]
    public void An_index_that_others_write_as_a_number_is_read()
    {
        FlipError error = FlipError.Parse("""{"code":"x","message":"y","status_code":422,"detail":[{"loc":["body","group_ids",0],"msg":"m","type":"t"}],"errors":null}""");
        Assert.Equal(["body", "group_ids", "0"], error.Detail[0].Loc);
        Assert.Empty(error.Errors);
    }

    [Theory]
    [InlineData("""{"code":"x","message":"y"}""", "$")]
    [InlineData("""{"code":"x","message":"y","status_code":"422"}""", "$.status_code")]
    [InlineData("""{"code":"x","message":"y","status_code":4.5}""", "$.status_code")]
    [InlineData("""{"code":null,"message":"y","status_code":1}""", "$.code")]
    [InlineData("""{"code":"x","message":"y","status_code":1,"detail":[{"loc":[true],"msg":"m","type":"t"}]}""", "$.detail[0].loc[0]")]
    [InlineData("""{"code":"x","message":"y","status_code":1,"detail":[{"loc":[],"msg":"m"}]}""", "$.detail[0]")]
    [InlineData("""{"code":"x","message":"y","status_code":1,"errors":[{"message":"m"}]}""", "$.errors[0]")]
    public void What_is_no_error_body_is_refused_with_the_place(string body, string path) =>
        Assert.Equal(path, Assert.Throws<LifecycleJsonException>(() => FlipError.Parse(body)).Path);

    [Fact]
    public void Texts_must_be_there_and_well_formed()
    {
        Assert.Throws<ArgumentNullException>("code", () => new FlipError(400, null!, ""));
        Assert.Throws<ArgumentException>("message", () => new FlipError(400, "", "\uD800"));
        Assert.Throws<ArgumentNullException>("loc", () => new FlipErrorDetail(null!, "", ""));
        Assert.Throws<ArgumentNullException>("msg", () => new FlipErrorDetail([], null!, ""));
        Assert.Throws<ArgumentNullException>("path", () => new FlipErrorEntry("", null!));
        Assert.Throws<ArgumentNullException>("exception", () => FlipError.From(null!));
    }
}
