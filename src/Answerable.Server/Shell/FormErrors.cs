namespace Answerable.Server.Shell;

/// <summary>What is wrong with a filled-in form, by field, in the order found; the summary and the fields show the same words.</summary>
public sealed class FormErrors
{
    private readonly List<(string Field, string Key, object[] Arguments)> found = [];

    public bool Any => found.Count > 0;

    public IReadOnlyList<(string Field, string Key, object[] Arguments)> All => found;

    /// <param name="field">The name of the field, which is also its id.</param>
    /// <param name="key">A key of the word book.</param>
    public FormErrors Add(string field, string key, params object[] arguments)
    {
        found.Add((field, key, arguments));
        return this;
    }

    /// <summary>The first thing wrong with a field, in words; null when nothing is.</summary>
    public string? For(string field, Words w) => found.Where(one => one.Field == field).Select(one => w[one.Key, one.Arguments]).FirstOrDefault();
}
