using EnrolmentService.Security;
using EnrolmentService.Storage;

namespace EnrolmentService.Http;

/// <summary>A request that may write: who asks, the body, and the idempotency entry to store with whatever is written.</summary>
internal sealed class Command(Caller caller, HttpRequest request, byte[] body, IdempotencyKey? key)
{
    public Caller Caller => caller;

    public HttpRequest Request => request;

    public ReadOnlyMemory<byte> Body => body;

    public CancellationToken Cancellation => request.HttpContext.RequestAborted;

    /// <summary>The key with the answer, to be written in the same transaction; null when the request has no key.</summary>
    public IdempotentAnswer? Keep(Answer answer) => key is null ? null : new IdempotentAnswer(key, answer);

    public IdempotencyKey? Key => key;
}
