using Vpp.Lifecycle;

namespace EnrolmentService.Pages.Languages;

/// <summary>A language that pages are written in, as it is used in one region: messages, texts and dates. Immutable.</summary>
public sealed class PageLanguage
{
    private static readonly PageTexts EnglishTexts = new EnglishTexts();
    private static readonly PageTexts GermanPageTexts = new GermanPageTexts();

    private PageLanguage(MessageCatalogue messages, PageTexts texts, DateForm dates)
    {
        Messages = messages;
        Texts = texts;
        Dates = dates;
    }

    public static PageLanguage English { get; } = new(MessageCatalogue.English, EnglishTexts, DateForm.British);

    public static PageLanguage German { get; } = new(MessageCatalogue.German, GermanPageTexts, DateForm.German);

    /// <summary>All of them; the one for everybody else first.</summary>
    public static IReadOnlyList<PageLanguage> All { get; } =
    [
        English,
        new(Regional("en-US", MessageCatalogue.English), EnglishTexts, DateForm.American),
        German,
        new(Regional("de-AT", MessageCatalogue.German), GermanPageTexts, DateForm.Austrian),
    ];

    private static readonly MessageCatalogue[] Catalogues = [.. All.Select(language => language.Messages)];

    /// <summary>The lifecycle's messages, and the language's tag.</summary>
    public MessageCatalogue Messages { get; }

    public PageTexts Texts { get; }

    public DateForm Dates { get; }

    /// <summary>The language that a reader asks for.</summary>
    public static PageLanguage Choose(string? acceptLanguage)
    {
        MessageCatalogue chosen = MessageCatalogue.Choose(acceptLanguage, Catalogues);
        return All.First(language => ReferenceEquals(language.Messages, chosen));
    }

    /// <summary>The texts of a language under the tag of a region, which decides about dates alone.</summary>
    private static MessageCatalogue Regional(string tag, MessageCatalogue texts) => MessageCatalogue.From(
        tag,
        LifecycleSpecification.States.ToDictionary(state => state.State, state => texts.Message(state.State)),
        LifecycleSpecification.Reasons.ToDictionary(reason => reason.Reason, reason => texts.Message(reason.Reason)));
}
