using Microsoft.Extensions.Options;

namespace EnrolmentService.Pages.Languages;

/// <summary>Tells for whom a page is to be written.</summary>
internal sealed class Readers(TimeProvider clock, IOptions<ServiceOptions> options)
{
    private readonly TimeZoneInfo _zone = options.Value.ToTimeZone();

    /// <summary>Whoever operates the service.</summary>
    public Reader English() => new(PageLanguage.English, _zone, clock.GetUtcNow());

    /// <summary>Whoever sends a request.</summary>
    public Reader Of(HttpRequest request) => new(PageLanguage.Choose(request.Headers.AcceptLanguage), _zone, clock.GetUtcNow());
}
