namespace Answerable.Laws;

/// <summary>A law is kept when nothing breaks it; when something does, the message names each place.</summary>
public static class Law
{
    public static void NothingBreaks(string law, IEnumerable<string> breaches)
    {
        var found = breaches.ToList();
        Assert.True(found.Count == 0, $"{law}\n{string.Join('\n', found)}");
    }
}
