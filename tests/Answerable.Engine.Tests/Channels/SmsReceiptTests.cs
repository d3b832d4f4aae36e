using System.Security.Cryptography;
using System.Text;
using Answerable.Emergencies;
using Answerable.Engine.Channels;
using Answerable.Recording;

namespace Answerable.Engine.Tests.Channels;

public class SmsReceiptTests
{
    private static readonly SmsReceiptOptions Options = new("invented-secret");

    private static byte[] Body(string json) => Encoding.UTF8.GetBytes(json);

    [Fact]
    public void A_receipt_is_genuine_only_with_the_secrets_signature()
    {
        var body = Body("""{"ref":"g-1","status":"DELIVRD"}""");
        var signature = Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes("invented-secret"), body));

        Assert.True(SmsReceipts.IsGenuine(Options, body, signature));
        Assert.False(SmsReceipts.IsGenuine(Options, [.. body, (byte)' '], signature));
        Assert.False(SmsReceipts.IsGenuine(Options, body, null));
        Assert.False(SmsReceipts.IsGenuine(Options, body, "签名"));
        Assert.False(SmsReceipts.IsGenuine(Options with { Secret = "" }, body, Convert.ToHexString(HMACSHA256.HashData(Array.Empty<byte>(), body))));
    }

    [Theory]
    [InlineData("""{"ref":"g-1","status":"DELIVRD"}""", DeliveryOutcome.Delivered)]
    [InlineData("""{"ref":17,"status":"expired"}""", DeliveryOutcome.Failed)]
    public void A_receipt_says_what_became_of_a_message(string json, DeliveryOutcome outcome) => Assert.Equal(outcome, SmsReceipts.Receipt(Options, Body(json))!.Outcome);

    [Theory]
    [InlineData("""{"ref":"g-1","status":"BUFFRED"}""")]
    [InlineData("""{"ref":null,"status":"DELIVRD"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]")]
    public void What_is_not_understood_changes_nothing(string json) => Assert.Null(SmsReceipts.Receipt(Options, Body(json)));

    [Theory]
    [InlineData("374821", Reply.Coming)]
    [InlineData(" 374821。", Reply.Coming)]
    [InlineData("能到 374821", Reply.Coming)]
    [InlineData("收到，374821，二十分钟到", Reply.Coming)]
    [InlineData("374821 yes", Reply.Coming)]
    [InlineData("374821N", Reply.Unable)]
    [InlineData(" 374821 n ", Reply.Unable)]
    [InlineData("374821 NO", Reply.Unable)]
    [InlineData("374821不能", Reply.Unable)]
    [InlineData("３７４８２１否", Reply.Unable)]
    [InlineData("不能到 374821", Reply.Unable)]
    [InlineData("374821 在外地", null)]
    [InlineData("374821 不一定", null)]
    [InlineData("374821 在哪里？", null)]
    [InlineData("374821 能", null)]
    public void A_reply_typed_at_night_is_understood_or_is_no_answer(string text, Reply? answer) =>
        Assert.Equal(new("13900000001", text, "374821", answer), SmsReceipts.ReadReply("13900000001", text));

    [Theory]
    [InlineData("收到")]
    [InlineData("12345")]
    [InlineData("374821 和 528810")]
    [InlineData("13900000001")]
    public void A_reply_without_one_clear_code_names_no_page(string text) => Assert.Equal(new("13900000001", text, null, null), SmsReceipts.ReadReply("13900000001", text));

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void One_slip_of_the_finger_never_turns_an_answer_into_its_opposite(string language)
    {
        var (coming, unable) = Answers(language);

        Assert.Equal((Reply.Coming, Reply.Unable), (SmsReceipts.ReadReply("", coming).Answer, SmsReceipts.ReadReply("", unable).Answer));
        Assert.All(Slips(unable), slip => Assert.NotEqual(Reply.Coming, SmsReceipts.ReadReply("", slip).Answer));
        Assert.All(Slips(coming), slip => Assert.NotEqual(Reply.Unable, SmsReceipts.ReadReply("", slip).Answer));
    }

    // As the SMS of a page tells them.
    private static (string Coming, string Unable) Answers(string language)
    {
        var arguments = new Dictionary<string, string> { ["code"] = "374821" };
        var text = PageTexts.Write("page", arguments, new(language, "青滩镇", "镇长", null, NodaTime.DateTimeZone.Utc), repeat: false)!.Short;
        var told = System.Text.RegularExpressions.Regex.Match(text, language == "zh" ? "能到回(.+)，不能回(.+)$" : @"reply (.+)\. Cannot come: (.+)$");
        return (told.Groups[1].Value, told.Groups[2].Value);
    }

    // One character lost, or another in its place: one of those beside it on the keys, or the same sound.
    private static IEnumerable<string> Slips(string text) =>
        Enumerable.Range(0, text.Length).SelectMany(at => "0189NMBOPI 布步呢".Select(c => text[..at] + c + text[(at + 1)..]).Append(text.Remove(at, 1)));
}
