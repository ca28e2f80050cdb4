using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Orleans.Serialization;

/// <summary>Without reflection; the library's converter reads and writes it.</summary>
[JsonSerializable(typeof(ParticipationDetails))]
internal sealed partial class DetailsJson : JsonSerializerContext;
