using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Benchmarks.Peers;

/// <summary>The plain resource, with generated source.</summary>
[JsonSerializable(typeof(ResourceDto))]
public sealed partial class ResourceDtoContext : JsonSerializerContext;
