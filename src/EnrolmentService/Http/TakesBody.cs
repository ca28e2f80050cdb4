namespace EnrolmentService.Http;

/// <summary>Says of an endpoint that it takes a body, and of which form.</summary>
/// <param name="Schema">Describes its members.</param>
internal sealed record TakesBody(Type Schema);
