using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Vpp.Lifecycle.Flip;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>A host's own settings never change what this library's values look like.</summary>
public sealed class HostOptionsTests
{
    private static readonly Dictionary<string, Action<JsonSerializerOptions>[]> Orders = new()
    {
        ["before"] = [options => options.AddVppLifecycle(), Nothing],
        ["after"] = [Nothing, options => options.AddVppLifecycle()],
        ["twice"] = [options => options.AddVppLifecycle(), options => options.AddVppLifecycle()],
    };

    public static TheoryData<string, string, string> Settings => Combined(HostOptions.Converters.Keys);

    public static TheoryData<string, string, string> SettingsWithoutConverters => Combined(["none"]);

    public static TheoryData<string, string, string> SettingsThatLeaveDocumentsAlone => Combined(HostOptions.Converters.Keys.Where(name => name != "whatever it is"));

    [Theory]
    [MemberData(nameof(Settings))]
    public void With_the_one_call_nothing_in_a_hosts_options_changes_the_wire(string start, string policy, string converters)
    {
        foreach ((string order, Action<JsonSerializerOptions>[] calls) in Orders)
        {
            JsonSerializerOptions options = Options(start, policy, converters, calls[0], calls[1]);

            AssertWire(HostEnumerations.Example, JsonNode.Parse(HostEnumerations.Wire)!.AsArray(), options, order);
            AssertWire(HostDocuments.Example, HostDocuments.Example.Wire, options, order);
            AssertReadBack(options, order);
        }
    }

    [Theory]
    [MemberData(nameof(SettingsWithoutConverters))]
    public void Naming_policies_and_the_like_change_nothing_without_any_call(string start, string policy, string converters)
    {
        if (start == "generated source with converters")
            return;
        JsonSerializerOptions options = Options(start, policy, converters, Nothing, Nothing);

        AssertWire(HostEnumerations.Example, JsonNode.Parse(HostEnumerations.Wire)!.AsArray(), options, "");
        AssertReadBack(options, "");
    }

    [Theory]
    [MemberData(nameof(SettingsThatLeaveDocumentsAlone))]
    public void Documents_are_the_same_without_any_call_whatever_the_host_does_with_enumerations(string start, string policy, string converters)
    {
        JsonSerializerOptions options = Options(start, policy, converters, Nothing, Nothing);

        AssertWire(HostDocuments.Example, HostDocuments.Example.Wire, options, "");
        Assert.Equal(HostDocuments.Example, JsonSerializer.Deserialize<HostDocuments>(JsonSerializer.Serialize(HostDocuments.Example, options), options));
    }

    /// <summary>That which the call is for: if this ever fails, the serializer has changed and the call may go.</summary>
    [Fact]
    public void Without_the_call_a_converter_in_the_options_outranks_the_one_that_the_type_names()
    {
        JsonSerializerOptions options = Options("reflection", "as declared", "strings for all", Nothing, Nothing);

        Assert.Equal("\"WindingDown\"", JsonSerializer.Serialize(ParticipationState.WindingDown, options));
    }

    [Fact]
    public void A_hosts_own_enumeration_stays_its_own_business()
    {
        var options = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } }.AddVppLifecycle();

        Assert.Equal("\"second-one\"", JsonSerializer.Serialize(HostOwn.SecondOne, options));
    }

    [Fact]
    public void Every_type_that_names_its_converter_has_it_in_the_options()
    {
        JsonSerializerOptions options = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } }.AddVppLifecycle();
        JsonSerializerOptions flip = new JsonSerializerOptions { Converters = { new JsonStringEnumConverter() } }.AddVppLifecycleFlip();

        Assert.All(NamedConverters(typeof(Participation)), type => Assert.Equal((type.Key, type.Value), (type.Key, options.GetConverter(type.Key).GetType())));
        Assert.All(NamedConverters(typeof(FlipEnrollment)), type => Assert.Equal((type.Key, type.Value), (type.Key, flip.GetConverter(type.Key).GetType())));
        Assert.Equal(NamedConverters(typeof(Participation)).Count + 1, options.Converters.Count);
        Assert.Equal(NamedConverters(typeof(FlipEnrollment)).Count + options.Converters.Count, flip.Converters.Count);
    }

    [Fact]
    public void Called_again_the_converters_move_to_the_front_and_are_there_once()
    {
        JsonSerializerOptions options = new JsonSerializerOptions().AddVppLifecycle();
        int count = options.Converters.Count;
        options.Converters.Insert(0, new JsonStringEnumConverter());

        Assert.Same(options, options.AddVppLifecycle());

        Assert.Equal(count + 1, options.Converters.Count);
        Assert.Equal("\"ACTIVE\"", JsonSerializer.Serialize(ParticipationState.Active, options));
    }

    [Fact]
    public void Options_in_use_are_refused_and_unchanged()
    {
        var options = new JsonSerializerOptions();
        options.MakeReadOnly(populateMissingResolver: true);

        Assert.Throws<InvalidOperationException>(() => options.AddVppLifecycle());
        Assert.Empty(options.Converters);
    }

    private static Dictionary<Type, Type> NamedConverters(Type one) => one.Assembly.GetExportedTypes()
        .Select(type => (Type: type, Converter: (JsonConverterAttribute?)Attribute.GetCustomAttribute(type, typeof(JsonConverterAttribute), inherit: false)))
        .Where(type => type.Converter is not null)
        .ToDictionary(type => type.Type, type => type.Converter!.ConverterType!);

    private static void AssertWire<T>(T document, IEnumerable<JsonNode?> expected, JsonSerializerOptions options, string order)
    {
        string json = JsonSerializer.Serialize(document, options);
        JsonNode?[] members = [.. JsonNode.Parse(json)!.AsObject().Select(member => member.Value)];
        foreach ((JsonNode? wanted, int index) in expected.Where((node, index) => node is not null || !IsLeftOut(options)).Select((node, index) => (node, index)))
            Assert.True(JsonNode.DeepEquals(wanted, Unquoted(members[index], options)), $"{order}, member {index}: {members[index]?.ToJsonString()}");
    }

    private static void AssertReadBack(JsonSerializerOptions options, string order)
    {
        HostEnumerations enumerations = HostEnumerations.Example;
        HostEnumerations read = JsonSerializer.Deserialize<HostEnumerations>(JsonSerializer.Serialize(enumerations, options), options)!;
        Assert.Equal((order, enumerations.State, enumerations.MaybeState, enumerations.NoTrigger), (order, read.State, read.MaybeState, read.NoTrigger));
        Assert.Equal(enumerations.Permitted, read.Permitted);
        Assert.Equal(enumerations.MeterAccesses, read.MeterAccesses);
        Assert.Equal(enumerations.MaybeReasons, read.MaybeReasons);
        Assert.Equal(enumerations.ByState, read.ByState);
        Assert.Equal(enumerations.ByTrigger, read.ByTrigger);
        Assert.Equal((enumerations.Outcome, enumerations.Code, enumerations.Status, enumerations.Own), (read.Outcome, read.Code, read.Status, read.Own));
        Assert.Equal(HostDocuments.Example, JsonSerializer.Deserialize<HostDocuments>(JsonSerializer.Serialize(HostDocuments.Example, options), options));
    }

    private static bool IsLeftOut(JsonSerializerOptions options) => options.DefaultIgnoreCondition == JsonIgnoreCondition.WhenWritingNull;

    /// <summary>A host's own numbers, in a host's own form.</summary>
    private static JsonNode? Unquoted(JsonNode? node, JsonSerializerOptions options) =>
        node is JsonObject own && own.All(member => member.Value?.GetValueKind() == JsonValueKind.String) && options.NumberHandling.HasFlag(JsonNumberHandling.WriteAsString)
            && own.All(member => int.TryParse((string?)member.Value, out _))
            ? new JsonObject(own.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)JsonValue.Create(int.Parse((string)member.Value!, System.Globalization.CultureInfo.InvariantCulture)))))
            : node;

    private static JsonSerializerOptions Options(
        string start, string policy, string converters, Action<JsonSerializerOptions> first, Action<JsonSerializerOptions> last)
    {
        JsonSerializerOptions options = HostOptions.Bases[start]();
        if (policy != "as declared")
            options.PropertyNamingPolicy = options.DictionaryKeyPolicy = HostOptions.Policies[policy];
        first(options);
        foreach (JsonConverter converter in HostOptions.Converters[converters]())
            options.Converters.Add(converter);
        last(options);
        return options;
    }

    private static void Nothing(JsonSerializerOptions options)
    {
    }

    private static TheoryData<string, string, string> Combined(IEnumerable<string> converters)
    {
        var all = new TheoryData<string, string, string>();
        foreach (string name in converters)
        {
            foreach (string start in HostOptions.Bases.Keys)
            {
                foreach (string policy in HostOptions.Policies.Keys)
                    all.Add(start, policy, name);
            }
        }

        return all;
    }
}
