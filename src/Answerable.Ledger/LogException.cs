namespace Answerable.Ledger;

/// <summary>Something read is not what its specification says, or does not prove what it claims.</summary>
/// <param name="code">Stable, kebab-case: what a caller may branch on or translate.</param>
/// <param name="message">English, for an operator or auditor.</param>
public sealed class LogException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
