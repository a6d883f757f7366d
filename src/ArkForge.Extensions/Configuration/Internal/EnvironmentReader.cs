namespace ArkForge.Extensions.Configuration.Internal;

/// <summary>Reads a variable of the environment; a service, so that tests do not depend on the machine's.</summary>
internal delegate string? EnvironmentReader(string variable);
