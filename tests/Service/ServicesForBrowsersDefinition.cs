using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service;

/// <summary>What a browser looks at, side by side with the rest on services of their own.</summary>
[CollectionDefinition(Services.CollectionForBrowsers)]
public sealed class ServicesForBrowsersDefinition : ICollectionFixture<Services>, ICollectionFixture<Chromium>;
