using Answerable.Engine.Clocks;
using Answerable.Engine.Deliveries;
using Answerable.Engine.Residents;
using Answerable.Recording;
using Answerable.Storage.Rows;
using NodaTime;

namespace Answerable.Engine.Tests.Deliveries;

/// <summary>What one message says for another, and what it does not.</summary>
public sealed class NoticeCourtesyTests
{
    private const string Phone = "13900000077";
    private readonly TestClock clock = new();
    private readonly NoticeCourtesy courtesy;

    public NoticeCourtesyTests() => courtesy = new(null!, clock, new SecureIds(), new() { QuietAtNight = false });

    [Fact]
    public async Task News_that_left_tells_older_news_and_neither_a_change_nor_a_code()
    {
        var (older, change, code) = (Row("replied"), Row("contact-changed"), Row("contact-code"));
        clock.Advance(Duration.FromMinutes(1));
        courtesy.Left(Row("accepted"), Phone);
        Assert.Equal((DeliveryOutcome.Accepted, "told-together"), await courtesy.Before(older, Phone, default) is { } told ? (told.Outcome, told.Detail) : default);
        Assert.Null(await courtesy.Before(change, Phone, default));
        Assert.Null(await courtesy.Before(code, Phone, default));
        Assert.Null(await courtesy.Before(Row("replied"), Phone, default)); // it happened since
        Assert.Null(await courtesy.Before(older, "13900000078", default));
    }

    [Fact]
    public async Task A_change_that_left_tells_no_news()
    {
        var older = Row("replied");
        clock.Advance(Duration.FromMinutes(1));
        courtesy.Left(Row("contact-changed"), Phone);
        Assert.Null(await courtesy.Before(older, Phone, default));
    }

    [Fact]
    public async Task A_code_too_many_fails_and_says_so_and_a_page_is_never_held_back()
    {
        for (var n = 0; n < 6; n++)
            Assert.Null(await courtesy.Before(Row("contact-code"), Phone, default));
        Assert.Equal("too-many", (await courtesy.Before(Row("contact-code"), Phone, default))!.Detail);
        Assert.Equal(clock.Now + Duration.FromMinutes(20), (await courtesy.Before(Row("contact-changed"), Phone, default))!.NotBefore);
        var page = Row("page");
        (page.Recipient, page.Message) = ("staff.head/m1", "page");
        Assert.Null(await courtesy.Before(page, Phone, default));
    }

    private DeliveryRow Row(string message) => new()
    {
        Jurisdiction = "mingshan", Stream = "grievance/1", Key = $"1.{message}.sms", Channel = "sms", Recipient = "complainant", Message = $"grievance.{message}", Arguments = "{}", CreatedAt = clock.Now,
    };
}
