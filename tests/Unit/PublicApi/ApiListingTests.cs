using Vpp.Lifecycle.Tests.PublicApi;

namespace Vpp.Lifecycle.Tests.Unit.PublicApi;

public class ApiListingTests
{
    [Fact]
    public void A_class_is_listed_with_nullability_defaults_and_all_that_a_caller_relies_on() =>
        Assert.Equal(
            """
            namespace Vpp.Lifecycle.Tests.Unit.PublicApi

            sealed class PublicApiSpecimen : IDisposable
                const int Most = 7
                static readonly TimeSpan Window
                new(string name)
                int? Age { get; set; }
                string this[int place] { get; }
                string Name { get; }
                required string? Nickname { get; init; }
                IReadOnlyList<string?>? Notes { get; init; }
                string[] Words { get; }
                T Choose<T>(Func<string, T> choose, params ReadOnlySpan<int> numbers) where T : struct
                void Dispose()
                obsolete void Shout()
                string Speak(string? note = null, int times = 3)
                static bool TryMake([not null when true] string? name, [not null when true] out PublicApiSpecimen? made, StringComparison comparison = Ordinal)

            """,
            ApiListing.Of([typeof(PublicApiSpecimen)]));

    [Theory]
    [InlineData(typeof(Outcome), "enum Outcome : byte")]
    [InlineData(typeof(LifecycleSpecification), "static class LifecycleSpecification")]
    [InlineData(typeof(ParticipationDetails), "sealed record ParticipationDetails : IEquatable<ParticipationDetails>")]
    [InlineData(typeof(Deadline), "readonly record struct Deadline : IEquatable<Deadline>")]
    [InlineData(typeof(Configuration), "readonly struct Configuration : IEquatable<Configuration>")]
    [InlineData(typeof(Timeline), "sealed class Timeline : IEquatable<Timeline>, IReadOnlyList<TimelineEntry>")]
    [InlineData(typeof(ParticipationEvent), "abstract record ParticipationEvent : IEquatable<ParticipationEvent>")]
    public void A_type_is_listed_with_its_kind_and_what_it_implements(Type type, string declaration) =>
        Assert.Equal(declaration, ApiListing.Declaration(type));

    [Fact]
    public void An_enumeration_is_listed_with_its_numbers() =>
        Assert.Equal(["NotRequired = 0", "Required = 1", "Available = 2"], ApiListing.Members(typeof(MeterAccess)));
}
