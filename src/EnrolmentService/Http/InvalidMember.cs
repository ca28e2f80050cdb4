namespace EnrolmentService.Http;

/// <summary>What is wrong with a member or parameter, and where it is.</summary>
internal sealed record InvalidMember(string Pointer, string Detail);
