using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Json;

namespace Vpp.Lifecycle.Tests.Unit.Json;

/// <summary>Habits that every type keeps which is seen on the wire.</summary>
public sealed partial class WireTests
{
    private static readonly Assembly Library = typeof(Participation).Assembly;

    public static TheoryData<Type> PublicEnums => [.. Habits.Library.PublicTypes.Where(Habits.Library.HasNamedValues)];

    public static TheoryData<Type> PublicTypes => [.. Habits.Library.PublicTypes];

    [Fact]
    public void Every_property_of_a_wire_type_names_its_member_in_snake_case_and_is_written_under_that_name_in_that_order()
    {
        Participation participation = Example.Apply(
            Participation.Request(Example.FullDetails, MeterAccess.NotRequired, Example.Start), [.. Example.After().PathTo(ParticipationState.Suspended)!]);
        ParticipationResource resource = ParticipationResource.From(participation, Example.Start);
        var list = ParticipationList.From(ParticipationPage.From(new ParticipationListQuery(participation.Details.DeviceId), [participation]), Example.Start);

        Assert.Equal(["object", .. NamesOf(typeof(ParticipationResource))], WrittenIn(resource.ToJson()));
        Assert.Equal(NamesOf(typeof(TimelineEntryResource)), WrittenIn(JsonSerializer.Serialize(resource.Timeline[0])));
        Assert.Equal(["object", .. NamesOf(typeof(ParticipationList))], WrittenIn(list.ToJson()));
    }

    [Fact]
    public void Every_name_that_is_written_is_the_snake_case_of_its_constant()
    {
        FieldInfo[] fields = Library.GetType("Vpp.Lifecycle.Json.Members", throwOnError: true)!.GetFields(BindingFlags.NonPublic | BindingFlags.Static);

        Assert.True(fields.Length > 30);
        Assert.All(fields, field => Assert.Equal(SnakeCase(field.Name), ((JsonEncodedText)field.GetValue(null)!).Value));
    }

    [Fact]
    public void Everything_that_is_written_has_snake_case_names_all_the_way_down()
    {
        for (int code = 0; code < Configuration.Count; code++)
        {
            Participation participation = EveryConfiguration.At(code);
            RequireSnakeCase(JsonNode.Parse(ParticipationResource.From(participation, Example.Start).ToJson()));
            JsonObject snapshot = JsonNode.Parse(ParticipationSnapshot.From(participation).ToJson())!.AsObject();
            snapshot.Remove("dwell_times");
            RequireSnakeCase(snapshot);
        }
    }

    [Theory]
    [MemberData(nameof(PublicEnums))]
    public void Every_value_of_an_enumeration_has_an_upper_snake_wire_name_and_is_read_by_it(Type type)
    {
        Assert.Equal(typeof(WireNameConverter<>).MakeGenericType(type), type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType);
        foreach (object value in Enum.GetValues(type))
        {
            string name = JsonSerializer.Serialize(value, type);

            Assert.Equal($"\"{SnakeCase(value.ToString()!).ToUpperInvariant()}\"", name);
            Assert.Equal(value, JsonSerializer.Deserialize(name, type));
        }
    }

    [Theory]
    [MemberData(nameof(PublicTypes))]
    public void No_property_can_be_set_after_the_value_was_made(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<PropertyInfo> settable = type.GetProperties(Declared)
            .Where(property => property.SetMethod is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true })
            .Where(property => !property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)));

        Assert.Equal("", string.Join(", ", settable.Select(property => property.Name)));
        if (!type.IsEnum)
            Assert.DoesNotContain(type.GetFields(Declared), field => field is { IsPublic: true, IsInitOnly: false, IsLiteral: false });
    }

    private static string[] NamesOf(Type type) =>
        [.. type.GetProperties().Select(property =>
        {
            string name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? throw new InvalidOperationException($"{type.Name}.{property.Name} names no member.");
            Assert.Matches(SnakeCasePattern(), name);
            return name;
        })];

    private static string[] WrittenIn(string json) => [.. JsonNode.Parse(json)!.AsObject().Select(member => member.Key)];

    private static void RequireSnakeCase(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
                RequireSnakeCase(item);
        }
        else if (node is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in members)
            {
                Assert.Matches(SnakeCasePattern(), name);
                RequireSnakeCase(value);
            }
        }
    }

    private static string SnakeCase(string name) => WordStart().Replace(name, "_").ToLowerInvariant();

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$")]
    private static partial Regex SnakeCasePattern();

    [GeneratedRegex("(?<!^)(?=[A-Z])")]
    private static partial Regex WordStart();
}
