namespace Vpp.Lifecycle.Tests.Package;

/// <summary>All tests share one workshop: packing takes longer than testing.</summary>
[CollectionDefinition(nameof(Packages))]
public class Packages : ICollectionFixture<Workshop>;
