namespace Vpp.Lifecycle.Hosting.Storage;

/// <summary>What a decision comes to.</summary>
/// <param name="Rejected">The rejection; null when it is accepted.</param>
/// <param name="Change">What to write; null when there is nothing. With a rejection it is what had fallen due.</param>
/// <param name="Accepted">The result, once it is written.</param>
internal sealed record ChangePlan(RejectedChange? Rejected, RowChange? Change, AcceptedChange Accepted);
