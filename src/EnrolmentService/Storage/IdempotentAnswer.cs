using EnrolmentService.Http;

namespace EnrolmentService.Storage;

/// <summary>An answer to be given again when its key comes again.</summary>
internal sealed record IdempotentAnswer(IdempotencyKey Key, Answer Answer);
