namespace EnrolmentService.Pages.Operator;

/// <summary>A try to deliver: when, what was answered or what went wrong, and how long it took.</summary>
public sealed record AttemptView(DateTimeOffset At, string Result, long Milliseconds);
