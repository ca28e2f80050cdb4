using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Orleans.Serialization;

/// <summary>A snapshot within a grain's state, for the storages that keep it as JSON: an object, as the library writes it.</summary>
internal sealed class SnapshotInGrainState : JsonConverter<ParticipationSnapshot>
{
    public override ParticipationSnapshot? ReadJson(JsonReader reader, Type objectType, ParticipationSnapshot? existingValue, bool hasExistingValue, JsonSerializer serializer)
    {
        if (reader.TokenType == JsonToken.Null)
            return null;
        DateParseHandling before = reader.DateParseHandling;
        // Times stay as they are written.
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            return ParticipationSnapshot.Parse(JToken.Load(reader).ToString(Formatting.None));
        }
        finally
        {
            reader.DateParseHandling = before;
        }
    }

    public override void WriteJson(JsonWriter writer, ParticipationSnapshot? value, JsonSerializer serializer) => writer.WriteRawValue(value?.ToJson() ?? "null");
}
