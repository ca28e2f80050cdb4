using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Speaks HTTP to a service.</summary>
internal sealed class ServiceClient : IDisposable
{
    private readonly HttpClient _http;

    public ServiceClient(Uri address, string? key)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public HttpClient Http => _http;

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Reply> PostAsync(string path, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<Reply> PatchAsync(string path, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<Reply> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body, "application/json", headers);

    /// <summary>A body that is a string goes as it is; anything else as JSON.</summary>
    public async Task<Reply> SendAsync(HttpMethod method, string path, object? body, string mediaType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = body switch
            {
                byte[] bytes => new ByteArrayContent(bytes),
                string text => new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
                _ => new ByteArrayContent(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body)),
            };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        }

        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await AnswerAsync(request);
        byte[] bytes2 = await response.Content.ReadAsByteArrayAsync();
        Dictionary<string, string> all = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Reply(response.StatusCode, bytes2, all);
    }

    /// <summary>A connection that is reset in the moment in which it is made comes as the socket's own fault: here it is one of the request, as all others are.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        try
        {
            return await _http.SendAsync(request);
        }
        catch (SocketException fault)
        {
            throw new HttpRequestException("The connection was reset.", fault);
        }
    }

    /// <summary>Fires a trigger; it must be accepted.</summary>
    public async Task<Reply> FireAsync(string id, string trigger, params (string Name, string Value)[] headers)
    {
        Reply reply = await PostAsync($"vpp-participations/{id}/events", new { @event = trigger }, headers);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{trigger}: {reply}");
        return reply;
    }

    public void Dispose() => _http.Dispose();
}
