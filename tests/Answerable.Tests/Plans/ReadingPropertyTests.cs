using Answerable.Plans;
using CsCheck;

namespace Answerable.Tests.Plans;

public class ReadingPropertyTests
{
    private static readonly string[] Usual =
    [
        "", " ", "一、工作原则", "（一）以人为本。", "1、接访工作组：负责接待。", "责任领导：孙  二", "责任单位：信访办、派出所", "四、处置方法", "组  长：赵知远  镇长",
            "钱  一  副镇长", "附:名单", "1.1 编制目的", "第三条 报告", "## 二、职责", "| 组长 | 赵知远 |", "发现险情后立即报告。", "无标题的一段话", "稳控上访人员，认真接待。", "2026年5月1日", "关于做好防汛工作的应急预案",
    ];

    private static readonly Gen<string> Line = Gen.OneOf(
        Gen.Int[0, Usual.Length - 1].Select(i => Usual[i]),
        Gen.String[Gen.Char["一二三、，。：（）1. 组长副成员稳控访报告\t　镇\ud83c"], 0, 40]);

    [Fact]
    public void Whatever_the_text_every_line_with_a_letter_is_used_or_listed() =>
        Line.List[0, 40].Sample(lines =>
        {
            var reading = PlanReader.Read([.. lines.Select((line, i) => new DocumentLine(i + 1, line))]);
            foreach (var use in reading.Lines)
                Assert.True(!use.Text.Any(char.IsLetterOrDigit) || use.UsedBy.Count > 0, use.Text);
        }, iter: 150);

    [Fact]
    public void Whatever_the_text_checking_it_never_throws_and_findings_lie_inside_their_lines() =>
        Line.List[1, 12].Sample(lines =>
        {
            var reading = PlanReader.Read([.. lines.Select((line, i) => new DocumentLine(i + 1, line))]);
            foreach (var finding in PlanChecker.Check(reading with { Plan = PlanReview.Apply(reading.Plan) }, new LocalDate(2026, 11, 20)))
                foreach (var range in finding.Where)
                    Assert.InRange(range.End, 0, Math.Max(lines[Math.Max(range.Line, 1) - 1].Length, 0));
        }, iter: 150);

    [Fact]
    public void A_slice_of_a_passage_stands_where_it_says() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 20].List[1, 5], Gen.Int[0, 50], Gen.Int[1, 50]).Sample((lines, start, length) =>
        {
            var passage = lines.Select((line, i) => Passage.Of(new DocumentLine(i + 1, line))).Aggregate(Passage.Empty, (all, part) => all.Then(part));
            start %= passage.Text.Length;
            length = Math.Min(length, passage.Text.Length - start);
            var slice = passage.Slice(start, length);
            Assert.Equal(slice.Text, string.Concat(slice.Pieces.Select(piece => lines[piece.Line - 1].Substring(piece.Start, piece.Length))));
        });

    [Fact]
    public void Clauses_cover_every_letter_of_a_paragraph_once() =>
        Gen.String[Gen.Char["稳控上访人员报告，。；、“”《》（）abc 不得确保群众"], 0, 60].Sample(text =>
        {
            var seen = new int[text.Length];
            foreach (var reviewed in ClauseReview.Read(text))
                for (var i = reviewed.Start; i < reviewed.Start + reviewed.Length; i++)
                    seen[i]++;
            for (var i = 0; i < text.Length; i++)
                if (char.IsLetterOrDigit(text[i]))
                    Assert.Equal(1, seen[i]);
        }, iter: 400);
}
