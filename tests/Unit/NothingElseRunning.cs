namespace Vpp.Lifecycle.Tests.Unit;

/// <summary>For tests that measure the whole process.</summary>
[CollectionDefinition(nameof(NothingElseRunning), DisableParallelization = true)]
public sealed class NothingElseRunning;
