using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ArkForge.Samples.Tests.WebApp;

/// <summary>The log of the sample's own classes, line by line: a test can wait for the next one.</summary>
internal sealed class LogLines(string category) : ILoggerProvider
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName.StartsWith(category, StringComparison.Ordinal) ? _lines.Writer : null);

    /// <summary>Passes over lines until one holds the text.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(limit.Token);
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }
    }

    public void Dispose() => _lines.Writer.TryComplete();

    private sealed class Logger(ChannelWriter<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines?.TryWrite($"{logLevel}: {formatter(state, exception)}");
    }
}
