namespace Vpp.Lifecycle.Hosting;

/// <summary>There is a participation with this identifier already. Nothing was written.</summary>
/// <param name="Id">The identifier.</param>
public sealed record IdentifierTaken(string Id);
