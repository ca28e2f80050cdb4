namespace Vpp.Lifecycle.Hosting;

/// <summary>What a database can be used for at a moment.</summary>
/// <param name="Status">Whether it can be read and written.</param>
/// <param name="Detail">What is wrong; null when nothing is.</param>
public sealed record DatabaseHealth(DatabaseStatus Status, string? Detail = null);
