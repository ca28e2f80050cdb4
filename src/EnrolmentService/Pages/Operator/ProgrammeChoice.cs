namespace EnrolmentService.Pages.Operator;

/// <summary>A programme that can be chosen.</summary>
public sealed record ProgrammeChoice(string Id, string Name);
