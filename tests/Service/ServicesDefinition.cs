using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

[CollectionDefinition(Services.Collection)]
public sealed class ServicesDefinition : ICollectionFixture<Services>;
