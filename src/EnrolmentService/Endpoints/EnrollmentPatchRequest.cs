using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using EnrolmentService.Http;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace EnrolmentService.Endpoints;

/// <summary>What an operator asks of an enrollment; what is null stays as it is.</summary>
internal sealed record EnrollmentPatchRequest : IRequest, IBindableFromHttpContext<EnrollmentPatchRequest>
{
    private const string StatusReasonMember = "status_reason";

    public FlipEnrollmentStatus? Status { get; init; }

    [MaxLength(TextRules.LongestText)]
    public string? StatusReason { get; init; }

    public IReadOnlyList<string>? GroupIds { get; init; }

    /// <summary>The same as the library takes it.</summary>
    [JsonIgnore]
    public FlipEnrollmentPatch Patch { get; private init; } = new();

    [JsonIgnore]
    public IResult? Fault { get; private init; }

    public static ValueTask<EnrollmentPatchRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        try
        {
            var patch = FlipEnrollmentPatch.Parse(RequestBody.Of(context).Bytes.Span);
            return ValueTask.FromResult<EnrollmentPatchRequest?>(new EnrollmentPatchRequest
            {
                Status = patch.Status,
                StatusReason = patch.StatusReason,
                GroupIds = patch.GroupIds,
                Patch = patch,
                Fault = TextRules.FaultOfText(patch.StatusReason ?? "", StatusReasonMember) is { } fault ? Answer.Of(Invalid(fault)) : null,
            });
        }
        catch (LifecycleJsonException exception)
        {
            return ValueTask.FromResult<EnrollmentPatchRequest?>(new EnrollmentPatchRequest { Fault = Answer.Of(FlipError.From(exception)) });
        }
    }

    /// <summary>A member that the library takes and this service does not, in the library's words for it.</summary>
    private static FlipError Invalid(string fault) => new(
        StatusCodes.Status422UnprocessableEntity, "INVALID_BODY", fault,
        [new FlipErrorDetail(["body", StatusReasonMember], fault, "invalid_value")], [new FlipErrorEntry(fault, $"$.{StatusReasonMember}")]);
}
