using System.Net;

namespace Vpp.Lifecycle.Tests.Service.Support;

/// <summary>Someone who sends one request after the other, and each until it is answered, also where the service is killed meanwhile.</summary>
internal abstract class Persistence
{
    /// <summary>Whether a request was sent that got no answer: nothing is known of it.</summary>
    protected bool IsUnanswered { get; private set; }

    /// <summary>How many requests were answered.</summary>
    public int Answered { get; private set; }

    /// <summary>One request after the other until told to stop.</summary>
    public async Task LiveAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!await SendAsync())
                await Task.Delay(20, CancellationToken.None);
        }
    }

    /// <summary>Sends again what got no answer: it must get one now.</summary>
    public async Task SettleAsync() => Assert.True(!IsUnanswered || await SendAsync());

    /// <summary>The request whose turn it is.</summary>
    protected abstract Task<Reply> RequestAsync();

    /// <summary>Its answer came.</summary>
    protected virtual void Take(Reply reply)
    {
    }

    private async Task<bool> SendAsync()
    {
        IsUnanswered = true;
        try
        {
            Reply reply = await RequestAsync();
            if (reply.Status == HttpStatusCode.ServiceUnavailable)
                return false;
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, reply.ToString());
            Take(reply);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }

        IsUnanswered = false;
        Answered++;
        return true;
    }
}
