using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>Campaigns and what waits for seconds, side by side with the rest on services of their own.</summary>
[CollectionDefinition(Services.CollectionApart)]
public sealed class ServicesApartDefinition : ICollectionFixture<Services>;
