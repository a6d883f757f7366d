namespace ArkForge.Extensions.Tests.Faults.Support;

/// <summary>Turns what would be a hanging test into a failing one.</summary>
internal static class Patience
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static Task For(Task task) => task.WaitAsync(Longest, TimeProvider.System);

    public static Task<T> For<T>(Task<T> task) => task.WaitAsync(Longest, TimeProvider.System);
}
