using System.Reflection;
using System.Text.Json;
using Newtonsoft.Json;
using JsonRequiredAttribute = System.Text.Json.Serialization.JsonRequiredAttribute;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>A member of a model in both spellings. What is required of an answer is marked <see cref="JsonRequiredAttribute"/>.</summary>
internal abstract class ModelMember<TModel>(PropertyInfo property)
{
    public string CamelName { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public string SnakeName { get; } = JsonNames.Snake(property.Name);

    public bool IsRequired { get; } = property.IsDefined(typeof(JsonRequiredAttribute));

    /// <returns>Whether there was a value.</returns>
    public abstract bool TryRead(JsonTextReader reader, TModel model);

    public abstract void Write(JsonTextWriter writer, TModel model, JsonNaming naming);
}
