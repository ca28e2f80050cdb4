namespace EnrolmentService.Http;

/// <summary>A request that cannot be done; <see cref="Answer"/> is what the client is told.</summary>
internal sealed class RefusedException(Answer answer) : Exception($"Refused with {answer.Status}.")
{
    public Answer Answer { get; } = answer;
}
