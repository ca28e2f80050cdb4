namespace EnrolmentService.Description;

/// <summary>Says of an endpoint what it answers with a status, for the OpenAPI document.</summary>
/// <param name="Status">The status.</param>
/// <param name="Words">When it does.</param>
/// <param name="Bodies">The schema of the body by media type; null where it is text.</param>
/// <param name="Headers">The headers that come with it, of those in <see cref="DescribedHeaders"/>.</param>
internal sealed record DescribedAnswer(int Status, string Words, IReadOnlyDictionary<string, Type?> Bodies, IReadOnlyList<string> Headers);
