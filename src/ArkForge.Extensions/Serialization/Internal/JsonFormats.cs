using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace ArkForge.Extensions.Serialization.Internal;

/// <summary>The format of every type that goes over the wire, built on first use.</summary>
internal static class JsonFormats
{
    // Some services keep the characteristics of a risk profile in an object of their own.
    private static readonly Dictionary<Type, string> Flattened = new() { [typeof(RiskProfile)] = "characteristics" };

    private static readonly ConcurrentDictionary<Type, JsonFormat> Built = new(new Dictionary<Type, JsonFormat>
    {
        [typeof(string)] = new ScalarFormat<string>("a text", TakeText, static (writer, value) => writer.WriteValue(value)),
        [typeof(bool)] = new ScalarFormat<bool>("true or false", TryParseBool, static (writer, value) => writer.WriteValue(value)),
        [typeof(int)] = new ScalarFormat<int>("a whole number", JsonNumber.TryParse, static (writer, value) => writer.WriteValue(value)),
        [typeof(long)] = new ScalarFormat<long>("a whole number", JsonNumber.TryParse, static (writer, value) => writer.WriteValue(value)),
        [typeof(double)] = new ScalarFormat<double>(
            "a number", JsonNumber.TryParse, static (writer, value) => writer.WriteRawValue(JsonNumber.Format(value))),
        [typeof(decimal)] = new ScalarFormat<decimal>(
            "a number", JsonNumber.TryParse, static (writer, value) => writer.WriteRawValue(JsonNumber.Format(value))),
        [typeof(DateTimeOffset)] = new ScalarFormat<DateTimeOffset>(
            "an ISO 8601 instant", IsoTimestamp.TryParse, static (writer, value) => writer.WriteValue(value)),
        [typeof(JsonElement)] = new JsonElementFormat(),
    });

    public static JsonFormat<T> For<T>() => (JsonFormat<T>)For(typeof(T));

    public static JsonFormat For(Type type) => Built.TryGetValue(type, out var format) ? format : Built.GetOrAdd(type, Build(type));

    private static JsonFormat Build(Type type)
    {
        if (type == typeof(AssetPercentages))
            return new MapFormat<AssetPercentages, decimal>(For<decimal>(), pairs => new AssetPercentages(pairs));
        var (method, argument) = type switch
        {
            _ when Nullable.GetUnderlyingType(type) is { } inner => (nameof(OfNullable), inner),
            _ when IsGeneric(type, typeof(IReadOnlyList<>)) => (nameof(OfList), type.GetGenericArguments()[0]),
            _ when IsGeneric(type, typeof(IReadOnlyDictionary<,>)) => (nameof(OfMap), type.GetGenericArguments()[1]),
            { IsValueType: true } => (nameof(OfOpenEnum), type),
            _ => (nameof(OfModel), type),
        };
        return Invoke<JsonFormat>(method, [argument]);
    }

    private static NullableFormat<T> OfNullable<T>()
        where T : struct => new(For<T>());

    private static ListFormat<T> OfList<T>() => new(For<T>());

    private static MapFormat<IReadOnlyDictionary<string, T>, T> OfMap<T>() =>
        new(For<T>(), static pairs => new Dictionary<string, T>(pairs, StringComparer.Ordinal).AsReadOnly());

    private static ScalarFormat<T> OfOpenEnum<T>()
        where T : struct, IOpenEnum<T> =>
        new("a text", TakeValue, static (writer, value) => writer.WriteValue(value.Value), static value => value.Value.Length > 0);

    private static ModelFormat<T> OfModel<T>()
        where T : class, new() =>
        new(
            typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.SetMethod is not null)
                .Select(property => Invoke<ModelMember<T>>(nameof(OfMember), [typeof(T), property.PropertyType], property)),
            Flattened.GetValueOrDefault(typeof(T)));

    private static ModelMember<TModel, T> OfMember<TModel, T>(PropertyInfo property) => new(property, For<T>());

    private static T Invoke<T>(string method, Type[] types, params object[] arguments) =>
        (T)typeof(JsonFormats).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static bool TakeText(string text, out string value)
    {
        value = text;
        return true;
    }

    private static bool TakeValue<T>(string text, out T value)
        where T : struct, IOpenEnum<T>
    {
        value = T.Create(text);
        return true;
    }

    private static bool TryParseBool(string text, out bool value) => (value = text == "true") || text == "false";
}
