using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>Reads all activities and all metrics of the process, and keeps whatever shows a secret.</summary>
internal sealed class SecretProbe : IDisposable
{
    private readonly string _secret;
    private readonly ConcurrentQueue<string> _leaks = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _metrics = new();

    public SecretProbe(string secret)
    {
        _secret = secret;
        _activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Read,
        };
        ActivitySource.AddActivityListener(_activities);
        _metrics.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Read(instrument, tags));
        _metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Read(instrument, tags));
        _metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Read(instrument, tags));
        _metrics.Start();
    }

    public IReadOnlyList<string> Leaks => [.. _leaks];

    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
    }

    private void Read(Activity activity)
    {
        Look(activity.DisplayName, activity.DisplayName);
        Look(activity.DisplayName, activity.StatusDescription);
        foreach (var (name, value) in activity.TagObjects.Concat(activity.Events.SelectMany(happened => happened.Tags))) Look(name, value?.ToString());
        foreach (var (name, value) in activity.Baggage) Look(name, value);
    }

    private void Read(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags) Look($"{instrument.Name} {name}", value?.ToString());
    }

    private void Look(string where, string? text)
    {
        if (text?.Contains(_secret, StringComparison.OrdinalIgnoreCase) == true) _leaks.Enqueue(where);
    }
}
