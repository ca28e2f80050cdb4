using System.Text.Json;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>The ways in which hosts set up their serializers.</summary>
public static partial class HostOptions
{
    public static readonly IReadOnlyDictionary<string, JsonNamingPolicy?> Policies = new Dictionary<string, JsonNamingPolicy?>
    {
        ["as declared"] = null,
        ["camelCase"] = JsonNamingPolicy.CamelCase,
        ["snake_case"] = JsonNamingPolicy.SnakeCaseLower,
        ["SNAKE_CASE"] = JsonNamingPolicy.SnakeCaseUpper,
        ["kebab-case"] = JsonNamingPolicy.KebabCaseLower,
        ["KEBAB-CASE"] = JsonNamingPolicy.KebabCaseUpper,
    };

    public static readonly IReadOnlyDictionary<string, Func<JsonConverter[]>> Converters = new Dictionary<string, Func<JsonConverter[]>>
    {
        ["none"] = () => [],
        ["strings for all"] = () => [new JsonStringEnumConverter()],
        ["strings in camelCase"] = () => [new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)],
        ["strings for each"] = () => [new JsonStringEnumConverter<ParticipationState>(), new JsonStringEnumConverter<Trigger>(), new JsonStringEnumConverter<SuspensionReason>()],
        ["numbers for each"] = () => [new JsonNumberEnumConverter<ParticipationState>(), new JsonNumberEnumConverter<Trigger>(), new JsonNumberEnumConverter<MeterAccess>()],
        ["whatever it is"] = () => [new Greedy()],
    };

    public static readonly IReadOnlyDictionary<string, Func<JsonSerializerOptions>> Bases = new Dictionary<string, Func<JsonSerializerOptions>>
    {
        ["reflection"] = () => new JsonSerializerOptions(),
        ["the web's defaults"] = () => new JsonSerializerOptions(JsonSerializerDefaults.Web),
        ["indented, nothing null"] = () => new JsonSerializerOptions
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            PropertyNameCaseInsensitive = true,
            NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString,
            Encoder = MinimalJsonEncoder.Instance,
        },
        ["generated source"] = () => new JsonSerializerOptions(Plain.Default.Options),
        ["generated source, enumerations as strings"] = () => new JsonSerializerOptions(Strings.Default.Options),
        ["generated source with converters"] = () => new JsonSerializerOptions(WithConverters.Default.Options),
    };

    /// <summary>Converters that claim whatever there is, and write what they should not.</summary>
    private sealed class Greedy : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.Assembly == typeof(Participation).Assembly && !typeToConvert.IsArray;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Blank<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class Blank<T> : JsonConverter<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue("blank");
    }

    [JsonSerializable(typeof(HostEnumerations))]
    [JsonSerializable(typeof(HostDocuments))]
    public sealed partial class Plain : JsonSerializerContext;

    [JsonSourceGenerationOptions(UseStringEnumConverter = true, WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower)]
    [JsonSerializable(typeof(HostEnumerations))]
    [JsonSerializable(typeof(HostDocuments))]
    public sealed partial class Strings : JsonSerializerContext;

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(JsonStringEnumConverter<ParticipationState>), typeof(JsonStringEnumConverter<Trigger>)])]
    [JsonSerializable(typeof(HostEnumerations))]
    [JsonSerializable(typeof(HostDocuments))]
    public sealed partial class WithConverters : JsonSerializerContext;
}
