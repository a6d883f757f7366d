using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ArkForge.Extensions.Tests.Conventions;
using Newtonsoft.Json.Linq;

namespace ArkForge.Extensions.Tests.Configuration;

/// <summary>The schema that editors read says what the options are.</summary>
public sealed class ConfigurationSchemaTests
{
    private static readonly JObject Schema = JObject.Parse(File.ReadAllText(Path.Combine(SourceTree.Client, "ConfigurationSchema.json")));

    [Test]
    public void Schema_OfTheSection_DescribesTheOptionsAndTheClients() => Compare(Section("ArkForge"), new ArkForgeOptions(), "ArkForge", "Clients");

    [Test]
    public void Schema_OfANamedClient_DescribesTheOptions()
    {
        Assert.That((string?)Section("ArkForge")["properties"]!["Clients"]!["additionalProperties"]!["$ref"], Is.EqualTo("#/definitions/arkForgeClient"));
        Compare((JObject)Schema["definitions"]!["arkForgeClient"]!, new ArkForgeOptions(), "Clients");
    }

    private static void Compare(JObject described, object options, string path, params string[] more)
    {
        var members = options.GetType().GetProperties().Where(member => member.SetMethod is { IsPublic: true }).ToArray();
        var properties = (JObject)described["properties"]!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(properties.Properties().Select(property => property.Name), Is.EquivalentTo(members.Select(member => member.Name).Concat(more)), path);
            Assert.That((bool?)described["additionalProperties"], Is.False, path);
            Assert.That(properties.Properties().Select(property => (string?)property.Value["description"]), Has.All.Not.Empty, path);
        }

        foreach (var member in members)
        {
            var property = (JObject)properties[member.Name]!;
            if (member.PropertyType.Namespace == "ArkForge.Extensions" && member.PropertyType.IsClass) Compare(property, member.GetValue(options)!, $"{path}:{member.Name}");
            else CompareValue(property, member, member.GetValue(options), $"{path}:{member.Name}");
        }
    }

    private static void CompareValue(JObject property, PropertyInfo member, object? value, string path)
    {
        var type = member.PropertyType;
        var range = member.GetCustomAttribute<System.ComponentModel.DataAnnotations.RangeAttribute>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(property["default"]!.ToString(), Is.EqualTo(type == typeof(bool) ? $"{value}" : Convert.ToString(value, CultureInfo.InvariantCulture)), path);
            if (type.IsEnum) Assert.That(property["enum"]!.Values<string>(), Is.EqualTo(Enum.GetNames(type)), path);
            else Assert.That(property["type"]!.Type == JTokenType.Array ? (string?)property["type"]![0] : (string?)property["type"], Is.EqualTo(TypeOf(type)), path);
            if (type == typeof(TimeSpan)) Assert.That((string?)property["description"], Does.EndWith($" From {range!.Minimum} to {range.Maximum}."), path);
            else if (range is not null) Assert.That((Number(property["minimum"]!), Number(property["maximum"]!)), Is.EqualTo((Number(range.Minimum), Number(range.Maximum))), path);
            if (member.GetCustomAttribute<StringLengthAttribute>() is { } length) Assert.That((int?)property["maxLength"], Is.EqualTo(length.MaximumLength), path);
            if (type == typeof(TimeSpan)) Assert.That($"{range!.Maximum}", Does.Match((string)property["pattern"]!), path);
        }
    }

    private static string TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "boolean",
        TypeCode.Int32 => "integer",
        TypeCode.Double => "number",
        _ => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)) ? "string" : "none",
    };

    private static double Number(object value) => Convert.ToDouble(value is JValue json ? json.Value : value, CultureInfo.InvariantCulture);

    private static JObject Section(string name) => (JObject)Schema["properties"]![name]!;
}
