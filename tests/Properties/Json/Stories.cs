using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Vpp.Lifecycle.Tests.Properties.Json;

/// <summary>Participations of every kind, with text and times of every kind.</summary>
internal static class Stories
{
    private static readonly DateTimeOffset Around = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    private static readonly Gen<Rune> Character = Gen.Frequency(
        (12, Gen.Choose(0x20, 0x7E).Select(code => new Rune(code))),
        (2, Gen.Elements("\"\\/<>&'+`éßİ\u2028\u2029\uFEFF\uFFFD\uFFFF".EnumerateRunes().ToArray())),
        (2, Gen.Choose(0xA0, 0xD7FF).Select(code => new Rune(code))),
        (1, Gen.Choose(0xE000, 0xFFFF).Select(code => new Rune(code))),
        (2, Gen.Choose(0x10000, 0x10FFFF).Select(code => new Rune(code))));

    private static readonly Gen<Rune> TabOrLineEnd = Gen.Elements('\t', '\r', '\n').Select(letter => new Rune(letter));

    private static readonly Gen<string> AnyText = Gen.Frequency((20, Character), (1, TabOrLineEnd)).ArrayOf().Select(runes => string.Concat(runes));

    private static readonly Gen<string> Identifier = Character.ArrayOf().Select(runes => string.Concat(runes)).Where(text => text.Length > 0);

    private static readonly Gen<string> Url =
        from scheme in Gen.Elements("http", "https", "HTTPS") from path in Identifier select $"{scheme}://example.org/{string.Concat(path.Where(letter => !char.IsWhiteSpace(letter)))}";

    private static readonly Gen<DateTimeOffset> Time = Gen.Frequency(
        (8, Gen.Choose(-1_000_000, 1_000_000).Select(seconds => Around.AddSeconds(seconds))),
        (4, Gen.Choose(0, int.MaxValue).Select(ticks => Around.AddTicks(ticks))),
        (1, Gen.Choose(0, 99_999_999).Select(day => new DateTimeOffset((long)((day / 99_999_999.0) * DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero))),
        (1, Gen.Elements(DateTimeOffset.MinValue, DateTimeOffset.MaxValue)));

    private static readonly Gen<ProviderInfo> Provider =
        from id in Identifier from name in AnyText from url in Maybe(Url) select new ProviderInfo { Id = id, DisplayName = name, LogoUrl = url };

    private static readonly Gen<ProgrammeInfo> Programme =
        from id in Identifier from name in AnyText from url in Maybe(Url) select new ProgrammeInfo { Id = id, DisplayName = name, LearnMoreUrl = url };

    private static readonly Gen<ParticipationDetails> Details =
        from id in Identifier
        from device in Identifier
        from location in Identifier
        from live in Gen.Elements(true, false)
        from reference in Maybe(Identifier)
        from provider in Maybe(Provider)
        from programme in Maybe(Programme)
        from account in Maybe(Identifier)
        from supersedes in Maybe(Identifier.Where(other => other != id))
        select new ParticipationDetails
        {
            Id = id,
            DeviceId = device,
            LocationId = location,
            LiveMode = live,
            ProviderReferenceId = reference,
            Provider = provider,
            Programme = programme,
            AccountId = account,
            Supersedes = supersedes,
        };

    private static readonly Gen<DwellTimes> Dwell =
        from states in Gen.SubListOf(Enum.GetValues<ParticipationState>())
        from units in Gen.Choose(0, int.MaxValue).ArrayOf(states.Count)
        from unit in Gen.Elements(1L, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute * 7)
        select DwellTimes.From(states.Zip(units).ToDictionary(pair => pair.First, pair => TimeSpan.FromTicks(pair.Second * unit)));

    private static readonly Gen<StoryStep> Step =
        from choice in Gen.Choose(0, int.MaxValue)
        from at in Time
        from amended in Gen.Frequency((9, Gen.Constant<ParticipationDetails?>(null)), (1, Details.Select(details => (ParticipationDetails?)details)))
        from actor in Maybe(AnyText)
        from note in Maybe(AnyText)
        select new StoryStep(choice, at, amended, actor, note);

    internal static Gen<Story> Drawn { get; } =
        from details in Details
        from meterAccess in Gen.Elements(Enum.GetValues<MeterAccess>())
        from at in Time
        from dwell in Maybe(Dwell)
        from actor in Maybe(AnyText)
        from note in Maybe(AnyText)
        from length in Gen.Choose(0, 40)
        from steps in Step.ArrayOf(length)
        from asOf in Time
        select new Story(new ParticipationRequested(details, meterAccess, at, dwell, actor, note), steps, asOf);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class =>
        Gen.Frequency((1, Gen.Constant<T?>(null)), (2, gen.Select(value => (T?)value)));
}
