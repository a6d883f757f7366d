namespace ArkForge.Sandbox;

/// <summary>How many requests an API key may make in one window.</summary>
public enum SandboxTier
{
    /// <summary>100 requests a window.</summary>
    Free,

    /// <summary>1000 requests a window.</summary>
    Pro,

    /// <summary>5000 requests a window.</summary>
    Enterprise,
}
