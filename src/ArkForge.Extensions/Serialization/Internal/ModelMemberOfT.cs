using System.Reflection;
using Newtonsoft.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>Reads and writes a member without boxing it: an init accessor is an ordinary setter to a delegate.</summary>
internal sealed class ModelMember<TModel, T>(PropertyInfo property, JsonFormat<T> format) : ModelMember<TModel>(property)
{
    private readonly Func<TModel, T> _get = property.GetMethod!.CreateDelegate<Func<TModel, T>>();
    private readonly Action<TModel, T> _set = property.SetMethod!.CreateDelegate<Action<TModel, T>>();

    public override bool TryRead(JsonTextReader reader, TModel model)
    {
        if (!format.TryRead(reader, out var value)) return false;
        _set(model, value);
        return true;
    }

    public override void Write(JsonTextWriter writer, TModel model, JsonNaming naming)
    {
        var value = _get(model);
        if (!format.IsPresent(value)) return;
        writer.WritePropertyName(naming == JsonNaming.SnakeCase ? SnakeName : CamelName, escape: false);
        format.Write(writer, value, naming);
    }
}
