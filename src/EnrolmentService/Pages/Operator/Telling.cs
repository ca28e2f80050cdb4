namespace EnrolmentService.Pages.Operator;

/// <summary>What a page says of what was asked before.</summary>
public sealed record Telling(string Words, bool IsFault);
