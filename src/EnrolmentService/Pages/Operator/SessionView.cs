namespace EnrolmentService.Pages.Operator;

/// <summary>Who is signed in, as the pages show it.</summary>
public sealed record SessionView(string AccountName, bool LiveMode, string FormToken);
