using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Silos and services on several databases, side by side with the rest.</summary>
[CollectionDefinition(OwnServices.CollectionOfSilos)]
public sealed class SilosDefinition : ICollectionFixture<OwnServices>;
