namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>A set of text values that a newer service may extend: known members have names, unknown ones survive.</summary>
internal interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    /// <summary>The values that this version knows, in their canonical spelling.</summary>
    static abstract IReadOnlyList<string> KnownValues { get; }

    /// <summary>The text on the wire; empty for <c>default</c>.</summary>
    string Value { get; }

    static abstract TSelf Create(string value);
}
