namespace EnrolmentService.Http;

/// <summary>What is wrong with a member, parameter or header, and where it is: a JSON pointer, or its name.</summary>
internal sealed record InvalidMember(string Pointer, string Detail);
