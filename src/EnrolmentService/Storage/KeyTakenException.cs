namespace EnrolmentService.Storage;

/// <summary>Nothing was written, because another request with the same Idempotency-Key was written first.</summary>
internal sealed class KeyTakenException() : Exception("Another request with this Idempotency-Key was written first.");
