namespace Vpp.Lifecycle.Tests.Properties;

/// <summary>A quantile, from one thousandth to the whole.</summary>
public sealed record Quantile(int Thousandths);
