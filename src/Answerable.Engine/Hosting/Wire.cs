using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Answerable.Engine.Hosting;

/// <summary>How commands and answers travel between the nodes of a cluster: the record's own JSON, with the type's name beside it.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        Converters = { new Named<ICommand>(), new Named<IEvent>(), new Named<Actor>(), new Named<Answer>() },
    };

    public static bool Carries(Type type) => type.Assembly == typeof(Envelope).Assembly;

    private sealed class Named<TBase> : JsonConverter<TBase> where TBase : class
    {
        private static readonly FrozenDictionary<string, Type> Types = typeof(TBase).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(TBase))).ToFrozenDictionary(type => type.FullName!);

        // An answer holds events, which are named in turn; the others hold nothing that needs a name.
        private static readonly JsonSerializerOptions Inner = typeof(TBase) == typeof(Answer) ? new(Json.Options) { Converters = { new Named<IEvent>() } } : Json.Options;

        public override bool CanConvert(Type type) => type.IsAssignableTo(typeof(TBase)) && (type == typeof(TBase) || typeof(TBase) == typeof(Answer));

        public override TBase? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var named = document.RootElement;
            return named.ValueKind == JsonValueKind.Null
                ? null
                : (TBase?)named[1].Deserialize(Types[named[0].GetString()!], Inner);
        }

        public override void Write(Utf8JsonWriter writer, TBase value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(value.GetType().FullName);
            JsonSerializer.Serialize(writer, value, value.GetType(), Inner);
            writer.WriteEndArray();
        }
    }
}
