namespace QuickStart;

/// <summary>Something to show.</summary>
internal interface ITopic
{
    Task RunAsync(CancellationToken cancellationToken);
}
