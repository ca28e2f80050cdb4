namespace Vpp.Lifecycle.Tests.Service.Webhooks.Support;

/// <summary>What comes by itself, on a machine that may be busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task IsAsync(Func<bool> holds, Func<string> otherwise)
    {
        for (long start = Environment.TickCount64; !holds(); await Task.Delay(20))
            Assert.True(Environment.TickCount64 - start < Patience.TotalMilliseconds, otherwise());
    }

    /// <summary>The first value that is as it should be.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> get, Func<T, bool> isIt)
    {
        for (long start = Environment.TickCount64; ; await Task.Delay(20))
        {
            T value = await get();
            if (isIt(value))
                return value;
            Assert.True(Environment.TickCount64 - start < Patience.TotalMilliseconds, $"It is not as it should be: {value}");
        }
    }
}
