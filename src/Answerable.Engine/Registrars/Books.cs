using Answerable.Offices;

namespace Answerable.Engine.Registrars;

/// <summary>Puts together what decisions rely on.</summary>
internal static class Books
{
    public static Book For(object town) => new((Town)town);
}
