namespace ArkForge.Sandbox.Keys.Internal;

/// <summary>Where keys are kept. Every member is atomic.</summary>
internal interface IKeyStore
{
    /// <summary>Adds a key under the next free id.</summary>
    ApiKey Insert(Func<long, ApiKey> create);

    ApiKey? Find(long id);

    IReadOnlyList<ApiKey> FindByPrefix(string prefix);

    IReadOnlyList<ApiKey> List();

    /// <summary>Replaces a key; null where there is none of this id.</summary>
    ApiKey? Update(long id, Func<ApiKey, ApiKey> change);
}
