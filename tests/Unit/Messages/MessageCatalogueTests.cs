using System.Text.Json.Nodes;
using Vpp.Lifecycle.Json;
using static Vpp.Lifecycle.ParticipationState;

namespace Vpp.Lifecycle.Tests.Unit.Messages;

public sealed class MessageCatalogueTests
{
    private static readonly Dictionary<ParticipationState, string> GermanMessages = new()
    {
        [EnrolmentRequested] = "Wir haben Ihre Anmeldung zum Programm erhalten.",
        [AwaitingConsent] = "Wir brauchen Ihre Erlaubnis, Ihr Gerät während der Abrufe zu steuern.",
        [AwaitingTelemetry] = "Wir warten auf Daten von Ihrem Gerät. Bitte prüfen Sie, ob es eingeschaltet und verbunden ist.",
        [AwaitingMeterAccess] = "Wir brauchen Zugang zu Ihrem Zähler.",
        [ConfirmingDispatch] = "Wir prüfen, ob wir Ihr Gerät steuern können.",
        [AwaitingEligibility] = "Wir prüfen, ob Ihr Haushalt und Ihre Geräte teilnehmen können.",
        [AwaitingRegistration] = "Wir melden Ihr Gerät beim Programm an.",
        [Registered] = "Gute Nachricht: Ihr Gerät ist angemeldet.",
        [Ineligible] = "Leider können Ihr Haushalt oder Ihre Geräte derzeit nicht teilnehmen.",
        [Active] = "Ihr Gerät nimmt am Programm teil.",
        [Suspended] = "Ihre Teilnahme ruht. Die Gründe stehen unten.",
        [UnenrolmentRequested] = "Wir haben Ihre Abmeldung erhalten.",
        [WindingDown] = "Wir schließen alles ab. Offene Vergütungen werden abgerechnet.",
        [Unenrolled] = "Sie haben das Programm verlassen.",
        [Offboarded] = "Ihr Haushalt und Ihre Geräte wurden aus dem Programm entfernt.",
        [Failed] = "Bei der Einrichtung ist etwas schiefgegangen.",
    };

    private static readonly Dictionary<SuspensionReason, string> GermanReasons = new()
    {
        [SuspensionReason.AwaitingTelemetry] = "Ihr Gerät sendet keine Daten mehr.",
        [SuspensionReason.AwaitingDispatch] = "Wir können Ihr Gerät derzeit nicht steuern.",
        [SuspensionReason.AwaitingConsent] = "Wir brauchen Ihre erneuerte Erlaubnis.",
        [SuspensionReason.OperatorRequest] = "Der Betreiber hat Ihre Teilnahme angehalten.",
        [SuspensionReason.CustomerRequest] = "Sie haben Ihre Teilnahme angehalten.",
    };

    private static readonly MessageCatalogue German = MessageCatalogue.From("de", GermanMessages, GermanReasons);

    [Fact]
    public void Every_built_in_language_has_texts_of_its_own_for_every_state_and_reason()
    {
        Assert.Equal(["en", "de"], MessageCatalogue.BuiltIn.Select(catalogue => catalogue.Language));
        foreach (MessageCatalogue other in MessageCatalogue.BuiltIn.Skip(1))
        {
            string[] texts = [.. Texts(other)];
            Assert.Equal(16 + 16 + 5, texts.Distinct().Count());
            Assert.Empty(texts.Intersect(Texts(MessageCatalogue.English)));
            Assert.All(texts, text => Assert.Equal(text.Trim(), text));
            Assert.All(texts, text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("de", "de")]
    [InlineData("DE-at", "de")]
    [InlineData("de-CH-1996", "de")]
    [InlineData("fr-CA, de;q=0.7, en;q=0.3", "de")]
    [InlineData("en;q=0.3, de;q=0.7", "de")]
    [InlineData("en, de", "en")]
    [InlineData("fr, *", "en")]
    [InlineData("*, de;q=0.1", "de")]
    [InlineData("de-AT, de;q=0", "en")]
    [InlineData("en;q=0", "de")]
    [InlineData("*;q=0, de", "de")]
    [InlineData("de;q=0, en;q=0", "en")]
    [InlineData("de;q=2, en", "en")]
    [InlineData("de;q=x, fr", "en")]
    [InlineData("d\u00e9, ,;;, de ; level=1 ; q=0.5", "de")]
    [InlineData("deu", "en")]
    [InlineData("de;q=1, en;q=0.5", "de")]
    [InlineData("de-AT;q=0", "en")]
    [InlineData("de-AT, *;q=0", "de")]
    [InlineData("en;q=0, en;q=0.5, de;q=0.1", "en")]
    [InlineData("x-klingon, de", "de")]
    [InlineData("de-!!, fr", "en")]
    [InlineData("e;q=0, fr", "en")]
    public void The_language_is_looked_up_among_those_asked_for(string? acceptLanguage, string expected) =>
        Assert.Equal(expected, MessageCatalogue.Choose(acceptLanguage).Language);

    [Theory]
    [InlineData("de-AT", "de-AT")]
    [InlineData("de-AT-1996", "de-AT")]
    [InlineData("de-x-wien", "de")]
    [InlineData("de-DE", "de")]
    [InlineData("de, de-AT;q=0.5", "de")]
    [InlineData("de-AT;q=0, de-AT-1996", "de")]
    [InlineData("fr", "nl")]
    [InlineData("nl;q=0, fr", "de-AT")]
    [InlineData("nl;q=0, de;q=0", "en")]
    public void A_hosts_own_languages_are_looked_up_too(string acceptLanguage, string expected)
    {
        MessageCatalogue[] catalogues = [Of("nl"), Of("de-AT"), Of("de"), Of("en")];

        Assert.Equal(expected, MessageCatalogue.Choose(acceptLanguage, catalogues).Language);

        static MessageCatalogue Of(string language) => MessageCatalogue.From(language, GermanMessages, GermanReasons);
    }

    [Fact]
    public void No_catalogue_to_choose_from_is_refused()
    {
        Assert.All<MessageCatalogue[]>([[], [MessageCatalogue.English, null!]], catalogues =>
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => MessageCatalogue.Choose("de", catalogues));
            Assert.Equal("catalogues", error.ParamName);
            Assert.StartsWith("There is no catalogue, or one is null. Needed: at least one.", error.Message, StringComparison.Ordinal);
        });
    }

    /// <summary>German as a customer reads it.</summary>
    [Fact]
    public void German_is_built_in_and_says_the_same()
    {
        Assert.Equal("Gute Nachricht: Ihr Gerät ist angemeldet.", MessageCatalogue.German.Message(Registered));
        Assert.Equal("Ihre Teilnahme pausiert auf Ihren Wunsch. Sie können sie jederzeit fortsetzen.", MessageCatalogue.German.Message(SuspensionReason.CustomerRequest));
        Assert.Equal("Registrierung bestätigt.", MessageCatalogue.German.Description(Registered));
    }

    [Fact]
    public void English_holds_the_texts_of_the_states_page()
    {
        Assert.Equal("en", MessageCatalogue.English.Language);
        Assert.Equal("Good news, your device is registered.", MessageCatalogue.English.Message(Registered));
        Assert.Equal("Registration confirmed.", MessageCatalogue.English.Description(Registered));
        Assert.Equal("Your participation is paused at your request. You can resume at any time.", MessageCatalogue.English.Message(SuspensionReason.CustomerRequest));
    }

    [Fact]
    public void A_timeline_is_told_in_the_hosts_language()
    {
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Participation participation = Participation.Request(
            new ParticipationDetails { Id = "vpp_1", DeviceId = "dev_1", LocationId = "loc_1" }, MeterAccess.Required, start);
        foreach (Trigger trigger in participation.PathTo(Suspended)!)
            participation = participation.ApplyOrThrow(trigger, start);

        JsonArray timeline = JsonNode.Parse(ParticipationResource.From(participation, start, German).ToJson())!["participation_state"]!.AsArray();

        Assert.Equal(11, timeline.Count);
        Assert.All(timeline, entry =>
        {
            Assert.True(WireNames.TryParse((string?)entry!["state"], out ParticipationState state));
            Assert.Equal(GermanMessages[state], (string?)entry["description"]);
        });
    }

    [Fact]
    public void A_language_of_the_hosts_own_has_all_its_texts_and_english_descriptions_unless_it_brings_them()
    {
        Assert.Equal("de", German.Language);
        Assert.All(GermanReasons, text => Assert.Equal(text.Value, German.Message(text.Key)));
        Assert.Equal("Registration confirmed.", German.Description(Registered));
        Assert.Equal(
            GermanMessages[Registered], MessageCatalogue.From("de", GermanMessages, GermanReasons, descriptions: GermanMessages).Description(Registered));
    }

    [Fact]
    public void Single_texts_are_replaced_and_the_others_stay()
    {
        MessageCatalogue catalogue = MessageCatalogue.English
            .WithMessage(Active, "On!")
            .WithMessage(SuspensionReason.OperatorRequest, "Off.")
            .WithDescription(Failed, "Broken.");

        Assert.Equal(("On!", "Off.", "Broken."), (catalogue.Message(Active), catalogue.Message(SuspensionReason.OperatorRequest), catalogue.Description(Failed)));
        Assert.Equal(MessageCatalogue.English.Message(Suspended), catalogue.Message(Suspended));
        Assert.Equal(MessageCatalogue.English.Description(Active), catalogue.Description(Active));
        Assert.Equal("Your device is active and taking part in the programme.", MessageCatalogue.English.Message(Active));
    }

    [Fact]
    public void Catalogues_with_the_same_texts_are_equal()
    {
        Assert.Equal(German, MessageCatalogue.From("de", GermanMessages, GermanReasons));
        Assert.Equal(German.GetHashCode(), MessageCatalogue.From("de", GermanMessages, GermanReasons).GetHashCode());
        Assert.True(German == MessageCatalogue.From("de", GermanMessages, GermanReasons));
        Assert.True(German != MessageCatalogue.From("de-AT", GermanMessages, GermanReasons));
        Assert.NotEqual(German, German.WithMessage(Failed, "x"));
        Assert.NotEqual(German, German.WithMessage(SuspensionReason.CustomerRequest, "x"));
        Assert.NotEqual(German, German.WithDescription(Failed, "x"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lone surrogate")]
    public void A_text_that_is_missing_empty_or_ill_formed_is_refused(string? text)
    {
        // Attributes are stored in UTF-8, which has no lone surrogates.
        text = text == "lone surrogate" ? "\udc00" : text;
        Assert.ThrowsAny<ArgumentException>(() => MessageCatalogue.English.WithMessage(Active, text!));
        Assert.ThrowsAny<ArgumentException>(() => MessageCatalogue.English.WithMessage(SuspensionReason.AwaitingConsent, text!));
        Assert.ThrowsAny<ArgumentException>(() => MessageCatalogue.English.WithDescription(Active, text!));
        Assert.ThrowsAny<ArgumentException>(() => MessageCatalogue.From(text!, GermanMessages, GermanReasons));
        Assert.ThrowsAny<ArgumentException>(() => MessageCatalogue.From("de", new Dictionary<ParticipationState, string>(GermanMessages) { [Active] = text! }, GermanReasons));
        Assert.ThrowsAny<ArgumentException>(() =>
            MessageCatalogue.From("de", GermanMessages, new Dictionary<SuspensionReason, string>(GermanReasons) { [SuspensionReason.AwaitingConsent] = text! }));
    }

    [Fact]
    public void A_language_that_lacks_a_text_is_refused_with_the_name_of_what_it_lacks()
    {
        var messages = new Dictionary<ParticipationState, string>(GermanMessages);
        messages.Remove(WindingDown);
        var reasons = new Dictionary<SuspensionReason, string>(GermanReasons);
        reasons.Remove(SuspensionReason.AwaitingDispatch);

        Assert.Contains("WINDING_DOWN", Assert.Throws<ArgumentException>(() => MessageCatalogue.From("de", messages, GermanReasons)).Message, StringComparison.Ordinal);
        Assert.Contains("WINDING_DOWN", Assert.Throws<ArgumentException>(() => MessageCatalogue.From("de", GermanMessages, GermanReasons, messages)).Message, StringComparison.Ordinal);
        Assert.Contains("AWAITING_DISPATCH", Assert.Throws<ArgumentException>(() => MessageCatalogue.From("de", GermanMessages, reasons)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_state_or_reason_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => German.Message((ParticipationState)16));
        Assert.Throws<ArgumentOutOfRangeException>(() => German.Message((SuspensionReason)5));
        Assert.Throws<ArgumentOutOfRangeException>(() => German.Description((ParticipationState)16));
        Assert.Throws<ArgumentOutOfRangeException>(() => German.WithMessage((ParticipationState)16, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => German.WithMessage((SuspensionReason)5, "x"));
    }

    private static IEnumerable<string> Texts(MessageCatalogue catalogue) =>
    [
        .. Enum.GetValues<ParticipationState>().SelectMany(state => (string[])[catalogue.Message(state), catalogue.Description(state)]),
        .. Enum.GetValues<SuspensionReason>().Select(catalogue.Message),
    ];
}
