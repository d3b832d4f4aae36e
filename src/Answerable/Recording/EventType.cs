using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Answerable.Recording;

/// <summary>One field of one event, as the exact bytes that are stored and committed to.</summary>
/// <param name="Name">camelCase, as in the JSON.</param>
/// <param name="Value">The canonical value: UTF-8 JSON without white space.</param>
public readonly record struct EventField(string Name, bool Personal, ReadOnlyMemory<byte> Value);

/// <summary>An event's stored name, version and fields, found by reflection once.</summary>
public sealed class EventType
{
    private static readonly FrozenDictionary<Type, EventType> ByClr = Find();
    private static readonly FrozenDictionary<(string, int), EventType> ByName = ByClr.Values.ToFrozenDictionary(type => (type.Name, type.Version));
    private readonly ImmutableArray<Property> properties;

    private EventType(Type clr, EventAttribute attribute)
    {
        Clr = clr;
        Name = attribute.Name;
        Version = attribute.Version;
        properties = [.. clr.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsField).Select(p => new Property(p)).OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    public Type Clr { get; }
    public string Name { get; }
    public int Version { get; }
    public IEnumerable<(string Name, bool Personal, Type Clr)> Fields => properties.Select(p => (p.Name, p.Personal, p.Clr));
    public static IEnumerable<EventType> All => ByClr.Values;

    public static EventType Of(IEvent happened) => ByClr[happened.GetType()];

    /// <exception cref="UnknownEventException">This program does not know the event: it must not run on such a record.</exception>
    public static EventType Of(string name, int version) =>
        ByName.TryGetValue((name, version), out var type) ? type : throw new UnknownEventException(name, version);

    /// <summary>The fields that have a value, in ordinal order of their names.</summary>
    public ImmutableArray<EventField> Write(IEvent happened)
    {
        var fields = ImmutableArray.CreateBuilder<EventField>(properties.Length);
        foreach (var property in properties)
            if (property.Get(happened) is { } value)
                fields.Add(new(property.Name, property.Personal, JsonSerializer.SerializeToUtf8Bytes(value, property.Clr, Json.Options)));
        return fields.DrainToImmutable();
    }

    /// <summary>Reads a stored event in its present version; fields that are missing (erased or sealed) read as null.</summary>
    public IEvent Read(ReadOnlySpan<byte> open, ReadOnlySpan<byte> personal)
    {
        var happened = ReadAsStored(open, personal);
        while (happened is IEarlierEvent earlier)
            happened = earlier.Upcast();
        return happened;
    }

    /// <summary>Reads a stored event in the version it was stored in.</summary>
    public IEvent ReadAsStored(ReadOnlySpan<byte> open, ReadOnlySpan<byte> personal) =>
        (IEvent)JsonSerializer.Deserialize(Merge(open, personal), Clr, Json.Options)!;

    /// <summary>One JSON object of <paramref name="fields"/>.</summary>
    public static byte[] Object(IEnumerable<EventField> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, new() { Encoder = Json.Options.Encoder, SkipValidation = true });
        writer.WriteStartObject();
        foreach (var field in fields)
        {
            writer.WritePropertyName(field.Name);
            writer.WriteRawValue(field.Value.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static ReadOnlySpan<byte> Merge(ReadOnlySpan<byte> open, ReadOnlySpan<byte> personal) =>
        personal.Length <= 2 ? open
        : open.Length <= 2 ? personal
        : (byte[])[.. open[..^1], (byte)',', .. personal[1..]];

    private static bool IsField(PropertyInfo property) =>
        property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null && property.Name != "EqualityContract";

    private static FrozenDictionary<Type, EventType> Find() =>
        typeof(IEvent).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(IEvent)))
            .Select(type => new EventType(type, type.GetCustomAttribute<EventAttribute>() ?? throw new InvalidOperationException($"{type} has no [Event]")))
            .ToFrozenDictionary(type => type.Clr);

    private sealed class Property
    {
        public Property(PropertyInfo property)
        {
            Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            Clr = property.PropertyType;
            Personal = IsPersonal(property);
            var happened = Expression.Parameter(typeof(IEvent));
            Get = Expression.Lambda<Func<IEvent, object?>>(
                Expression.Convert(Expression.Property(Expression.Convert(happened, property.DeclaringType!), property), typeof(object)), happened).Compile();
        }

        public string Name { get; }
        public Type Clr { get; }
        public bool Personal { get; }
        public Func<IEvent, object?> Get { get; }

        // A positional record's attribute sits on the constructor's parameter unless it says [property: …].
        private static bool IsPersonal(PropertyInfo property) =>
            property.GetCustomAttribute<PersonalAttribute>() is not null
            || property.DeclaringType!.GetConstructors().SelectMany(c => c.GetParameters())
                .Any(p => p.Name == property.Name && p.GetCustomAttribute<PersonalAttribute>() is not null);
    }
}

public sealed class UnknownEventException(string name, int version)
    : Exception($"The record holds an event this program does not know: {name}/{version}. Run a newer version of Answerable.");
