using CsCheck;

namespace Answerable.Tests;

internal static class Generators
{
    /// <summary>Any one of <paramref name="choices"/>, evenly.</summary>
    public static Gen<T> Any<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(at => choices[at]);
}
