using System.Security.Cryptography;
using System.Text;
using EnrolmentService.Http;
using EnrolmentService.Pages.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace EnrolmentService.Pages;

/// <summary>Renders a page whole, as an answer with a policy that lets nothing run and nothing load.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    /// <summary>The style sheet, which stands in each page.</summary>
    public static string Style { get; } = Encoding.UTF8.GetString(Resources.Read("pages.css"));

    /// <summary>What the operator's pages have besides.</summary>
    public static string OperatorStyle { get; } = Encoding.UTF8.GetString(Resources.Read("operator.css"));

    private static readonly string PolicyOfPages = Policy(Source(Style), formAction: "'none'");
    private static readonly string PolicyOfOperator = Policy($"{Source(Style)} {Source(OperatorStyle)}", formAction: "'self'");

    /// <param name="reader">For whom, which is the parameter Reader of each page.</param>
    /// <param name="parameters">The page's other parameters.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="forOperator">Whether it is one of the operator's pages, which alone may send forms, to this service alone.</param>
    public async Task<Answer> RenderAsync<TPage>(Reader reader, Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK, bool forOperator = false)
        where TPage : IComponent
    {
        parameters[nameof(Reader)] = reader;
        await using var renderer = new HtmlRenderer(services, loggers);
        string html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return new Answer(status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html))
            .With("Content-Security-Policy", forOperator ? PolicyOfOperator : PolicyOfPages)
            .In(reader.Messages);
    }

    public Task<Answer> ErrorAsync(Reader reader, int status, string title, string words) =>
        RenderAsync<ErrorPage>(reader, new() { [nameof(ErrorPage.Title)] = title, [nameof(ErrorPage.Words)] = words }, status);

    private static string Source(string style) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'";

    private static string Policy(string styles, string formAction) =>
        $"default-src 'none'; img-src data:; style-src {styles}; base-uri 'none'; form-action {formAction}; frame-ancestors 'none'";
}
