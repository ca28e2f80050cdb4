using System.Net;
using System.Text.RegularExpressions;
using Vpp.Lifecycle.Tests.Service.Support;

namespace Vpp.Lifecycle.Tests.Service.Operator;

/// <summary>A browser without a script: keeps cookies, and sends forms as they stand in the page.</summary>
internal sealed partial class OperatorBrowser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public OperatorBrowser(Uri address)
    {
        Address = address;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Address { get; }

    public CookieCollection Cookies => _cookies.GetCookies(new Uri(Address, "operator"));

    /// <summary>Signs in; must succeed.</summary>
    public static async Task<OperatorBrowser> SignInAsync(Uri address, string key)
    {
        var browser = new OperatorBrowser(address);
        Reply reply = await browser.SignInAsync(key);
        Assert.True(reply.Status == HttpStatusCode.SeeOther, reply.ToString());
        return browser;
    }

    public async Task<Reply> SignInAsync(string key) => await SendAsync(await GetAsync("operator/sign-in"), "/operator/sign-in", ("key", key));

    public Task<Reply> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.RelativeOrAbsolute)));

    /// <summary>Sends the first form of a page that goes to an action and has a submit button of that name, with some fields filled in.</summary>
    public Task<Reply> SendAsync(Reply page, string action, params (string Name, string Value)[] filled) => PostAsync(action, [.. Hidden(page, action, filled), .. filled]);

    /// <summary>What a page's form to an action holds already.</summary>
    public static IEnumerable<(string Name, string Value)> Hidden(Reply page, string action, params (string Name, string Value)[] filled)
    {
        string? button = filled.FirstOrDefault(field => field.Name == "event").Value;
        string form = Form().Matches(page.Text).Select(match => match.Value)
            .First(form => form.Contains($"action=\"{action}\"", StringComparison.Ordinal) && (button is null || form.Contains(button, StringComparison.Ordinal)));
        return Input().Matches(form)
            .Select(input => (WebUtility.HtmlDecode(input.Groups[1].Value), WebUtility.HtmlDecode(input.Groups[2].Value)))
            .Where(field => filled.All(one => one.Name != field.Item1));
    }

    public Task<Reply> PostAsync(string path, params IEnumerable<(string Name, string Value)> fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Accept", "text/html");
        using HttpResponseMessage response = await _http.SendAsync(request);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        Dictionary<string, string> headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply(response.StatusCode, body, headers);
    }

    /// <summary>What can be read, a blank between any two words.</summary>
    public static string WordsOf(Reply page)
    {
        string text = Regex.Replace(page.Text, "<style>.*?</style>|<[^>]+>", " ", RegexOptions.Singleline);
        return Regex.Replace(WebUtility.HtmlDecode(text), @"\s+([.,;:]?)", match => match.Groups[1].Length > 0 ? match.Groups[1].Value : " ");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<form[^>]*>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Input();
}
