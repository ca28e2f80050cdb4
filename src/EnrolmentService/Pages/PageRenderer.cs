using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Vpp.Lifecycle;

namespace EnrolmentService.Pages;

/// <summary>Renders a page whole, as an answer with a policy that lets nothing run and nothing load.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>The style sheet, which stands in each page.</summary>
    public static string Style { get; } = Encoding.UTF8.GetString(Resources.Read("status-page.css"));

    private static readonly string Policy =
        $"default-src 'none'; img-src data:; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task<Answer> StatusAsync(Participation participation, string deviceName, DateTimeOffset now) => RenderAsync<StatusPage>(StatusCodes.Status200OK, new()
    {
        [nameof(StatusPage.Participation)] = participation,
        [nameof(StatusPage.DeviceName)] = deviceName,
        [nameof(StatusPage.Now)] = now,
    });

    public Task<Answer> ErrorAsync(int status, string title, string words) =>
        RenderAsync<ErrorPage>(status, new() { [nameof(ErrorPage.Title)] = title, [nameof(ErrorPage.Words)] = words });

    private async Task<Answer> RenderAsync<TPage>(int status, Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        string html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return new Answer(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html)).With("Content-Security-Policy", Policy);
    }
}
