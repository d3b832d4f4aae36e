using System.Security.Cryptography;
using System.Text;
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
    [InlineData("374821", "374821", false)]
    [InlineData("374821N", "374821", true)]
    [InlineData(" 374821 n ", "374821", true)]
    [InlineData("３７４８２１否", "374821", true)]
    [InlineData("不能到 374821", "374821", true)]
    [InlineData("收到，374821，二十分钟到", "374821", false)]
    public void A_reply_typed_at_night_is_understood(string text, string code, bool unable) =>
        Assert.Equal(new("13900000001", code, unable), SmsReceipts.ReadReply("13900000001", text));

    [Theory]
    [InlineData("收到")]
    [InlineData("12345")]
    [InlineData("374821 和 528810")]
    [InlineData("13900000001")]
    public void A_reply_without_one_clear_code_is_nobodys(string text) => Assert.Null(SmsReceipts.ReadReply("13900000001", text));
}
