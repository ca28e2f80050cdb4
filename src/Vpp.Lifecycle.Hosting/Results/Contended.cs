namespace Vpp.Lifecycle.Hosting;

/// <summary>Others kept changing the participation or held its row for too long. Nothing was written; a later try can succeed.</summary>
/// <param name="Id">The participation.</param>
public sealed record Contended(string Id);
