using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vpp.Lifecycle.Json;

/// <summary>Reads and writes events for a host's own serializer; without reflection. Thread-safe.</summary>
/// <typeparam name="TEvent"><see cref="ParticipationEvent"/>, or the one kind of event that is expected.</typeparam>
public sealed class ParticipationEventConverter<TEvent> : JsonConverter<TEvent>
    where TEvent : ParticipationEvent
{
    /// <inheritdoc/>
    /// <exception cref="LifecycleJsonException">The value is no event, or one of another kind.</exception>
    public override TEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new EventReader().ReadStored(JsonInput.TakeValue(ref reader), isPart: true) switch
        {
            TEvent expected => expected,
            var other => throw new LifecycleJsonException(
                LifecycleJsonError.InvalidValue, $"The event is {other}. Allowed: {typeof(TEvent).Name}.", path: null, other.ToString(), allowed: null),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEvent value, JsonSerializerOptions options) => ParticipationEventJson.WriteTo(value, writer);
}
