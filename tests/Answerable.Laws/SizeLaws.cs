using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Answerable.Laws;

/// <summary>Files and methods are short because each says one thing. The limits are where a reader gets lost, not an aim.</summary>
public sealed class SizeLaws(ITestOutputHelper output)
{
    private const int LongestFile = 300;
    private const int LongestMethod = 60;

    private static IEnumerable<string> Written => Sources.Text("src", ".cs", ".razor").Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal));

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var lengths = Written.Select(path => (Path: path, Lines: File.ReadLines(Repository.Path(path)).Count())).OrderByDescending(file => file.Lines).ToList();
        Report("Longest files", lengths.Select(file => $"{file.Lines,5} {file.Path}"));
        output.WriteLine($"Median {lengths[lengths.Count / 2].Lines} lines in {lengths.Count} files");
        Law.NothingBreaks($"A file has at most {LongestFile} lines", lengths.Where(file => file.Lines > LongestFile).Select(file => $"{file.Path}: {file.Lines}"));
    }

    [Fact]
    public void No_method_is_longer_than_60_lines()
    {
        var lengths = Written.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).SelectMany(Methods).OrderByDescending(method => method.Lines).ToList();
        Report("Longest methods", lengths.Select(method => $"{method.Lines,5} {method.Name}"));
        output.WriteLine($"Median {lengths[lengths.Count / 2].Lines} lines in {lengths.Count} methods");
        Law.NothingBreaks($"A method has at most {LongestMethod} lines", lengths.Where(method => method.Lines > LongestMethod).Select(method => $"{method.Name}: {method.Lines}"));
    }

    private static IEnumerable<(string Name, int Lines)> Methods(string path) =>
        from method in CSharpSyntaxTree.ParseText(Sources.Read(path)).GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        let span = method.SyntaxTree.GetLineSpan(((SyntaxNode?)method.Body ?? method.ExpressionBody ?? (SyntaxNode)method).Span)
        select ($"{path} {Name(method)}", span.EndLinePosition.Line - span.StartLinePosition.Line + 1);

    private static string Name(BaseMethodDeclarationSyntax method) => method is MethodDeclarationSyntax named ? named.Identifier.Text : "constructor or operator";

    private void Report(string title, IEnumerable<string> lines) => output.WriteLine($"{title}:\n{string.Join('\n', lines.Take(10))}");
}
