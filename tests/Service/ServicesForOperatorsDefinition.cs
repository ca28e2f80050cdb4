using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>The operator's pages, side by side with the rest.</summary>
[CollectionDefinition(Services.CollectionForOperators)]
public sealed class ServicesForOperatorsDefinition : ICollectionFixture<Services>;
