namespace Vpp.Lifecycle.Tests.Service.Histories;

/// <summary>A time in which a failover may lose what was acknowledged, and in which nothing is promised but that a tag means its bytes.</summary>
/// <param name="From">When the standby got nothing more.</param>
/// <param name="To">When it had taken the primary's place, and no instance remembered a connection to the old one.</param>
internal sealed record Loss(long From, long To);
