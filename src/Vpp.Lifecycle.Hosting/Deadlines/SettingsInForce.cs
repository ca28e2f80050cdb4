namespace Vpp.Lifecycle.Hosting.Deadlines;

/// <summary>The settings that due times are derived under.</summary>
/// <param name="Fingerprint">Which settings.</param>
/// <param name="ConfirmedAt">UTC ticks: when an instance that has them last said that it lives.</param>
internal sealed record SettingsInForce(long Fingerprint, long ConfirmedAt);
