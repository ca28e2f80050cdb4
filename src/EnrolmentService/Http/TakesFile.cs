namespace EnrolmentService.Http;

/// <summary>Says of an endpoint that its body is a file, which is read as it comes.</summary>
/// <param name="Description">What is in it.</param>
/// <param name="MediaTypes">Of which media types.</param>
internal sealed record TakesFile(string Description, IReadOnlyList<string> MediaTypes);
