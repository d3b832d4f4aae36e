using Answerable.Server.Shell;

namespace Answerable.Server.Grievances.Letters;

/// <summary>Wires the letters of a case.</summary>
internal static class LetterSetup
{
    public static void AddLetters(this IServiceCollection services)
    {
        services.AddSingleton<LetterTemplates>();
        services.AddSingleton(provider => new LetterPress(provider.GetRequiredService<LetterTemplates>(), WordBook.Embedded));
    }
}
