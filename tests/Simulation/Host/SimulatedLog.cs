using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Vpp.Lifecycle.Tests.Simulation.Host;

/// <summary>Reports what an instance logs as an error that no fault of the database explains.</summary>
internal sealed class SimulatedLog(Action<string> report) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not DbException)
            report($"{formatter(state, exception)}: {exception}");
    }
}
