using System.Collections.Immutable;
using Answerable.Grievances;
using Answerable.Offices;
using Answerable.Recording;
using Answerable.Tests.Grievances.Reviews;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>The letter of each step: said once on the record, and read the same whenever it is printed.</summary>
public sealed class LetterTests
{
    private static readonly Func<string, string> AsWritten = words => words;

    [Fact]
    public void Every_step_that_the_complainant_must_be_told_of_in_writing_has_a_letter()
    {
        Assert.Equal([LetterKind.Acceptance, LetterKind.Opinion], Answered().State.Letters.Select(letter => letter.Kind));
        Assert.Equal([LetterKind.Acceptance, LetterKind.Extension], Extended().State.Letters.Select(letter => letter.Kind));
        Assert.Equal(LetterKind.OtherProcedure, Lodged().And(new GiveNotice(Route.Arbitration, "请申请仲裁。"), By(Deputy)).State.Letters.Single().Kind);
        Assert.Equal(LetterKind.NotOurs, NotOurs().State.Letters.Single().Kind);
        Assert.Equal(LetterKind.Transfer, Transferred().State.Letters.Single().Kind);
        Assert.Equal(LetterKind.Reply, Lodged(Claim with { Kind = GrievanceKind.Suggestion }).And(new Reply(Yes), By(Deputy)).State.Letters.Single().Kind);
        Assert.Empty(Drafted().And(new ReturnOpinion("缺少依据"), By(Mayor)).State.Letters.Where(letter => letter.Kind == LetterKind.Opinion));
    }

    [Fact]
    public void An_accusation_and_what_was_erased_have_none()
    {
        Assert.Empty(Accused().State.Letters);
        var erased = Closed();
        Assert.NotEmpty(Correspondence.ForStaff(erased.State));
        erased.And(new Erase("个人信息保护法第四十七条"), By(Mayor));
        Assert.Empty(Correspondence.ForStaff(erased.State));
        Assert.Empty(Correspondence.ForComplainant(erased.State, erased.Story.History));
    }

    [Fact]
    public void The_acceptance_says_what_was_noticed_and_until_when()
    {
        var facts = Facts(Accepted(), LetterKind.Acceptance);
        Assert.Equal("已受理，由工程办办理。", facts.Values["notice"]);
        Assert.Equal(("路灯不亮", "2026年3月2日", "60日", "2026年5月1日"), (facts.Values["title"], facts.Values["accepted"], facts.Values["days"], facts.Values["due"]));
        Assert.Equal(("柳河镇人民政府", "丙县人民政府"), (facts.Values["office"], facts.Values["above"]));
        Assert.DoesNotContain("deemed", facts.Flags);
    }

    [Fact]
    public void No_letter_cites_an_article_that_speaks_of_other_offices()
    {
        // 22 and 23¶1 part petition offices from all others; what a petition office accepts it accepts by 14.
        var petitions = Words(Text(Lodged(to: Petitions).And(new Accept("由本办办理。"), By(PetitionsHead)), LetterKind.Acceptance));
        Assert.Contains("第十四条第一款第一项", petitions, StringComparison.Ordinal);
        Assert.DoesNotContain("第二十三条", petitions, StringComparison.Ordinal);
        Assert.Contains("第二十三条", Words(Text(Accepted(), LetterKind.Acceptance)), StringComparison.Ordinal);
        var outside = Lodged(to: Petitions).And(new NotOurs(Answerable.Text.Of("丙县公安局", "Bing County police"), "丙县三号", "属公安机关职权"), By(PetitionsHead));
        Assert.DoesNotContain("第二十三条", Words(Text(outside, LetterKind.NotOurs)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_article_that_a_shipped_letter_cites_is_in_the_regulation()
    {
        var law = File.ReadAllText(Repository.Path("data/laws/cn-petition-work-regulation-2022.md"));
        var cited = Directory.GetFiles(Repository.Path("data/letters/zh")).SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "《信访工作条例》第(二?三?[一二三四五六七八九十]+)条").Select(match => match.Groups[1].Value)).Distinct().ToList();
        Assert.NotEmpty(cited);
        Assert.All(cited, article => Assert.Contains($"第{article}条　", law.Replace(' ', '　'), StringComparison.Ordinal));
    }

    [Fact]
    public void A_late_notice_says_since_when_it_counts_as_accepted()
    {
        var given = Lodged().Until(EndOf(2026, 3, 20)).And(new Accept("迟到的告知"), By(Deputy));
        var text = Text(given, LetterKind.Acceptance);
        Assert.Contains(text.Blocks, block => block.Words.Contains("已自2026年3月18日起视为受理", StringComparison.Ordinal));
        Assert.DoesNotContain(text.Blocks, block => block.Words.Contains("2026年3月21日受理", StringComparison.Ordinal));
    }

    [Fact]
    public void A_letter_reads_the_same_after_the_case_went_on()
    {
        var given = Accepted();
        var before = Text(given, LetterKind.Acceptance);
        given.And(new Assign(Works, Officer, Mayor), By(Deputy)).And(new RequestExtension(30, "需要省级检测"), By(Officer)).And(new ApproveExtension(Mayor), By(Mayor));
        Assert.Equal(Words(before), Words(Text(given, LetterKind.Acceptance)));
        var extension = Facts(given, LetterKind.Extension);
        Assert.Equal(("2026年5月1日", "30日", "2026年5月31日", "需要省级检测"), (extension.Values["was"], extension.Values["days"], extension.Values["due"], extension.Values["reason"]));
    }

    [Fact]
    public void The_opinion_states_what_article_32_asks_and_the_right_to_a_review()
    {
        var text = Text(Answered(), LetterKind.Opinion);
        var words = Words(text);
        foreach (var said in new[] { Yes.Asked, Yes.Facts, Yes.LegalBasis!, "予以支持", "30日内", "丙县人民政府", "第三十五条", "丙县二号", "000-0000" })
            Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.DoesNotContain("不予支持", words, StringComparison.Ordinal);
        Assert.True(text.HasRedHead);
    }

    [Fact]
    public void A_review_opinion_is_the_letter_of_the_office_that_reviewed_and_names_the_next_instance_or_says_that_it_is_the_last()
    {
        var review = Upper.Decided();
        var words = Words(Text(review, LetterKind.Review));
        foreach (var said in new[] { "信访事项复查意见书", "维持原意见。", "事实清楚，依据充分。", "30日内", "第三十六条" })
            Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.Equal(review.State.LastReview!.Office, Facts(review, LetterKind.Review).Office.Id);
        Assert.Contains("变更原意见：对您的请求不予支持。", Words(Text(Upper.Decided(Upper.Changed), LetterKind.Review)), StringComparison.Ordinal);
        var final = Words(Text(Upper.DecidedFinally(), LetterKind.FinalReview));
        foreach (var said in new[] { "信访事项复核意见书", "维持原意见。", "新的事实或者理由的，可以另行提出" })
            Assert.Contains(said, final, StringComparison.Ordinal);
        Assert.DoesNotContain(Correspondence.ForComplainant(review.State, review.Story.History), letter => letter.Kind == LetterKind.Review); // not before it is served
    }

    [Fact]
    public void Where_there_is_no_office_above_no_letter_promises_one()
    {
        var given = Answered();
        given.Story.Book = With([new OfficeSet(Rules.Town.Find(Hall)! with { Parent = null }, false)]);
        Assert.DoesNotContain("复查（", Words(Text(given, LetterKind.Opinion)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_transfer_names_where_it_went_and_who_writes_next_and_by_when()
    {
        var words = Words(Text(Transferred(), LetterKind.Transfer));
        foreach (var said in new[] { "第二十二条第一款的规定，现已转送", "柳河镇人民政府", "属镇政府职权", "15日内，即最迟于2026年3月17日" })
            Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.Equal(Petitions, Facts(Transferred(), LetterKind.Transfer).Office.Id);
        var assigned = Transferred(new(2026, 4, 1));
        Assert.Contains("第三项的规定，现已交由", Words(Text(assigned, LetterKind.Transfer)), StringComparison.Ordinal);
    }

    [Fact]
    public void Not_ours_names_the_competent_body_and_closes_nothing()
    {
        var words = Words(Text(NotOurs(), LetterKind.NotOurs));
        foreach (var said in new[] { "丙县公安局", "丙县三号", "属公安机关职权", "不是办结", "第二十三条第一款" })
            Assert.Contains(said, words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Route.Litigation, "第一项"), InlineData(Route.Arbitration, "第二项"), InlineData(Route.PartyAppeal, "第三项"), InlineData(Route.AdministrativeProcedure, "第四项"), InlineData(Route.StatutoryDuty, "第五项")]
    public void Another_procedure_cites_its_own_item_of_article_31(Route route, string item)
    {
        var words = Words(Text(Lodged().And(route == Route.Litigation ? new SeparateLitigation(Answerable.Text.Zh("丙县政法委"), "丙县五号", "请按此办理。", "转〔2026〕1号") : new GiveNotice(route, "请按此办理。"), By(Deputy)), LetterKind.OtherProcedure));
        Assert.Contains($"第三十一条{item}）", words, StringComparison.Ordinal);
        Assert.Equal(2, words.Split("第三十一条").Length);
    }

    [Fact]
    public void An_answer_is_the_complainants_to_read_from_when_it_reached_them()
    {
        var given = Answered();
        Assert.DoesNotContain(Correspondence.ForComplainant(given.State, given.Story.History), letter => letter.Kind == LetterKind.Opinion);
        given.And(new Serve(ServiceProof.OpenedByComplainant), Resident);
        Assert.Contains(Correspondence.ForComplainant(given.State, given.Story.History), letter => letter.Kind == LetterKind.Opinion);
    }

    [Fact]
    public void A_number_is_given_once_and_by_whoever_disposes()
    {
        var given = Accepted();
        var letter = given.State.Letters.Single().Version;
        given.When(new NumberLetter(letter, "柳政信〔2026〕3号"), By(Mayor)).Then<LetterNumbered>();
        Handled().When(new NumberLetter(letter, "柳政信〔2026〕3号"), By(Officer)).ThenRefused("not-allowed");
        given.When(new NumberLetter(letter, "柳政信〔2026〕3号"), By(Clerk)).ThenRefused("no-such-grievance");
        given.When(new NumberLetter(99, "柳政信〔2026〕3号"), By(Deputy)).ThenRefused("no-such-letter");
        given.When(new NumberLetter(letter, " "), By(Deputy)).ThenRefused("document-number-invalid");
        given.And(new NumberLetter(letter, "柳政信〔2026〕3号"), By(Deputy));
        Assert.Equal("柳政信〔2026〕3号", Facts(given, LetterKind.Acceptance).DocumentNumber);
        given.When(new NumberLetter(letter, "柳政信〔2026〕3号"), By(Deputy)).ThenNothing();
        given.When(new NumberLetter(letter, "柳政信〔2026〕4号"), By(Deputy)).ThenRefused("letter-numbered");
    }

    [Fact]
    public void An_opinion_brings_the_number_it_was_signed_with() =>
        Assert.Equal("柳政信〔2026〕9号", Handled().And(new DraftOpinion(Yes, "柳政信〔2026〕9号"), By(Officer)).And(new SignOpinion(), By(Mayor)).State.Letters[^1].DocumentNumber);

    [Fact]
    public void Staff_read_words_of_the_case_with_contact_values_hidden()
    {
        var given = Lodged(Claim with { Title = "测试甲家门口的路灯" }).And(new Accept("请打 10000000000 联系。"), By(Deputy));
        var facts = LetterFacts.Of(given.Story.History, given.State.Letters.Single(), given.Story.Book, "zh", words => Masking.Mask(words, Claim.Contact));
        Assert.DoesNotContain("测试甲", facts.Values["title"], StringComparison.Ordinal);
        Assert.DoesNotContain("10000000000", facts.Values["notice"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_office_that_has_no_chinese_name_writes_in_english()
    {
        var given = Answered();
        given.Story.Book = With([.. new[] { Hall, County }.Select(id => Rules.Town.Find(id)! is var office ? new OfficeSet(office with { Name = new(new Dictionary<string, string> { ["en"] = office.Name.In("en") }.ToImmutableSortedDictionary()) }, false) : null!)]);
        var facts = Facts(given, LetterKind.Opinion);
        var words = Words(LetterTemplate.Shipped(LetterKind.Opinion, facts.Language).Fill(Named(facts)));
        foreach (var said in new[] { "Liuhe Town", "Bing County", "within 30 days", "upheld" })
            Assert.Contains(said, words + facts.Office.Name.In("en"), StringComparison.Ordinal);
        Assert.Equal("2 March 2026", facts.Values["received"]);
    }

    private static Given<Grievance> Extended() => Handled().And(new RequestExtension(30, "需要省级检测"), By(Officer)).And(new ApproveExtension(Mayor), By(Mayor));

    private static Given<Grievance> NotOurs() => Lodged().And(new NotOurs(Answerable.Text.Of("丙县公安局", "Bing County police"), "丙县三号", "属公安机关职权"), By(Deputy));

    private static Given<Grievance> Transferred(LocalDate? feedback = null) => Lodged(to: Petitions).And(new Transfer(Hall, "属镇政府职权", feedback), By(PetitionsHead));

    private static LetterFacts Facts(Given<Grievance> given, LetterKind kind) =>
        LetterFacts.Of(given.Story.History, given.State.Letters.Single(letter => letter.Kind == kind), given.Story.Book, LetterFacts.LanguageOf(LetterFacts.OfficeOf(given.Story.History, given.State.Letters.Single(letter => letter.Kind == kind), given.Story.Book)), AsWritten);

    private static LetterFacts Named(LetterFacts facts) => facts with { Values = facts.Values.SetItem("recipient", "测试甲") };

    private static LetterText Text(Given<Grievance> given, LetterKind kind) => LetterTemplate.Shipped(kind, "zh").Fill(Named(Facts(given, kind)));

    private static string Words(LetterText text) => string.Join('\n', [.. text.Title, text.To, .. text.Blocks.SelectMany(block => block.Cells)]);
}
