using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Hosting.Bulk;

/// <summary>Written without reflection.</summary>
[JsonSerializable(typeof(BulkProgress))]
internal sealed partial class BulkProgressJson : JsonSerializerContext;
