using System.Net;
using System.Text.RegularExpressions;
using Answerable.Server.People;
using Answerable.Storage.Rows;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Answerable.Server.Tests.People;

public sealed partial class SignInTests
{
    private const string Password = "four invented words";

    [Fact]
    public async Task A_password_opens_the_desk_as_the_person_and_with_no_role()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("接待员甲", Password);
        using var clerk = new Visitor(host.Address);
        Assert.Equal("/desk", (await clerk.SignIn("接待员甲", Password)).To);
        Assert.Equal("staff.p-1 of nowhere", (await clerk.Get("/desk")).Text);
        Assert.Empty(await host.With(async services => (await services.GetRequiredService<SignInManager<Account>>().CreateUserPrincipalAsync(await Find(services))).FindAll(System.Security.Claims.ClaimTypes.Role)));
    }

    [Theory, InlineData("/desk"), InlineData("/desk/forgotten"), InlineData("/desk/account"), InlineData("/desk/no-such-page")]
    public async Task Nothing_below_the_desk_is_shown_to_a_stranger(string path)
    {
        await using var host = await PeopleHost.Start();
        using var stranger = new Visitor(host.Address);
        var seen = await stranger.Get(path);
        Assert.Equal(HttpStatusCode.Redirect, seen.Status);
        Assert.Contains($"/sign-in?back={Uri.EscapeDataString(path)}", seen.To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var visitor = new Visitor(host.Address);
        var (wrong, unknown) = (await visitor.SignIn("clerk", "not the password"), await visitor.SignIn("nobody", Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(wrong.Plain.Replace("clerk", "nobody", StringComparison.Ordinal), unknown.Plain);
    }

    [Fact]
    public async Task Five_wrong_passwords_pause_the_account_even_for_the_right_one()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var guesser = new Visitor(host.Address);
        for (var i = 0; i < 5; i++)
            await guesser.SignIn("clerk", "wrong " + i);
        Assert.Contains("paused for 15 minutes", (await guesser.SignIn("clerk", Password)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_a_name_exists_is_not_told_by_when_it_is_paused()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        await host.AddAccount("former", Password);
        await host.With(services => services.GetRequiredService<Accounts>().Close("former", closed: true));
        var told = new List<string[]>();
        foreach (var name in (string[])["clerk", "nobody", "former"])
        {
            using var guesser = new Visitor(host.Address);
            var answers = new List<string>();
            for (var i = 0; i < 7; i++)
                answers.Add((await guesser.SignIn(name, "wrong " + i)).Plain.Replace(name, "NAME", StringComparison.Ordinal));
            told.Add([.. answers]);
        }

        Assert.Equal(told[0], told[1]);
        Assert.Equal(told[0], told[2]);
        Assert.Contains("paused for 15 minutes", told[1][4], StringComparison.Ordinal);
        Assert.DoesNotContain("paused for 15 minutes", told[1][3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_guesses_keep_nobody_out_of_a_browser_that_signed_in_before()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        using var stranger = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        await clerk.Fill("/desk/account", "/sign-out");
        for (var i = 0; i < 6; i++)
            await stranger.SignIn("clerk", "wrong " + i);
        Assert.Contains("paused for 15 minutes", (await stranger.SignIn("clerk", Password)).Text, StringComparison.Ordinal);
        Assert.Equal("/desk", (await clerk.SignIn("clerk", Password)).To);
        await clerk.Fill("/desk/account", "/sign-out");
        for (var i = 0; i < 5; i++)
            await clerk.SignIn("clerk", "wrong " + i); // not without end there either
        Assert.Contains("paused for 15 minutes", (await clerk.SignIn("clerk", Password)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_account_stays_closed_and_opens_again_when_it_is_opened()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        await host.With(services => services.GetRequiredService<Accounts>().Close("clerk", closed: true));
        using var visitor = new Visitor(host.Address);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.SignIn("clerk", Password)).Status);
        await host.With(services => services.GetRequiredService<Accounts>().Close("clerk", closed: false));
        Assert.Equal("/desk", (await visitor.SignIn("clerk", Password)).To);
    }

    [Theory, InlineData("//elsewhere.example/"), InlineData("https://elsewhere.example/"), InlineData("/\\elsewhere.example"), InlineData("/sign-in"), InlineData("")]
    public async Task A_sign_in_leads_to_no_address_but_ours(string back)
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        Assert.Equal("/desk", (await clerk.SignIn("clerk", Password, back)).To);
    }

    [Fact]
    public async Task A_sign_in_comes_back_to_the_page_that_was_asked_for()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        Assert.Equal("/desk/forgotten?x=1", (await clerk.SignIn("clerk", Password, "/desk/forgotten?x=1")).To);
    }

    [Fact]
    public async Task Whoever_has_only_a_password_sets_up_a_second_step_before_anything_else()
    {
        await using var host = await PeopleHost.Start(requireSecondFactor: true);
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        Assert.Equal("/desk/account", (await clerk.Get("/desk")).To);
        await TurnOnCodes(host, clerk);
        Assert.StartsWith("staff.", (await clerk.Get("/desk")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_one_time_codes_a_password_alone_opens_nothing()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        var (secret, _) = await TurnOnCodes(host, clerk);

        using var elsewhere = new Visitor(host.Address);
        Assert.Equal("/sign-in/second?back=%2Fdesk", (await elsewhere.SignIn("clerk", Password)).To);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.Get("/desk")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await elsewhere.Fill("/sign-in/second", "/sign-in/second", ("code", "000000"))).Status);
        Assert.Contains("used already", (await elsewhere.Fill("/sign-in/second", "/sign-in/second", ("code", Code(host, secret)))).Text, StringComparison.Ordinal);

        host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("/desk", (await elsewhere.Fill("/sign-in/second", "/sign-in/second", ("code", Code(host, secret)))).To);
        Assert.StartsWith("staff.", (await elsewhere.Get("/desk")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_stands_in_once_and_then_never_again()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        var (_, recovery) = await TurnOnCodes(host, clerk);
        Assert.Equal(SecondFactors.RecoveryCodes, recovery.Count);

        using var first = new Visitor(host.Address);
        await first.SignIn("clerk", Password);
        Assert.Equal("/desk/account", (await first.Fill("/sign-in/second?kind=recovery", "/sign-in/second", ("code", recovery[3].ToUpperInvariant()))).To);
        using var again = new Visitor(host.Address);
        await again.SignIn("clerk", Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.Fill("/sign-in/second?kind=recovery", "/sign-in/second", ("code", recovery[3]))).Status);
    }

    [Fact]
    public async Task The_second_step_cannot_be_reached_without_the_first()
    {
        await using var host = await PeopleHost.Start();
        using var stranger = new Visitor(host.Address);
        Assert.Contains("sign in again", (await stranger.Get("/sign-in/second")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_stored_opens_no_account()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        var (secret, recovery) = await TurnOnCodes(host, clerk);
        var stored = string.Concat(Directory.EnumerateFiles(host.DatabaseFolder).Select(file => System.Text.Encoding.Latin1.GetString(ReadShared(file))));
        Assert.Contains("clerk", stored, StringComparison.Ordinal); // or nothing below would mean anything
        Assert.DoesNotContain(Convert.ToBase64String(secret), stored, StringComparison.Ordinal);
        Assert.DoesNotContain(OneTimeCode.Letters(secret), stored, StringComparison.Ordinal);
        Assert.All(recovery, code => Assert.DoesNotContain(code, stored, StringComparison.Ordinal));
        Assert.DoesNotContain(Password, stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_that_the_old_one_opened()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var old = new Visitor(host.Address);
        await old.SignIn("clerk", Password);
        await host.With(services => services.GetRequiredService<Accounts>().ResetPassword("clerk"));
        host.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, (await old.Get("/desk")).Status);
    }

    [Fact]
    public async Task A_session_ends_with_the_working_day_and_at_sign_out()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        Assert.Equal("/sign-in", (await clerk.Fill("/desk/account", "/sign-out")).To);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.Get("/desk")).Status);
        await clerk.SignIn("clerk", Password);
        host.Time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.Get("/desk")).Status);
    }

    [Fact]
    public async Task A_page_waits_for_a_menu_that_has_to_be_asked_for_and_not_for_itself()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => clerk.Get("/desk/account")));
        foreach (var once in (string[])["href=\"/desk/slow\"", "<h1", "action=\"/sign-out\"><input type=\"hidden\" name=\"__RequestVerificationToken\""])
            Assert.All(pages, page => Assert.Single(Regex.Matches(page.Text, once)));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_copies_of_its_cookie_at_every_node_and_after_a_restart_and_no_other_session()
    {
        await using var host = await PeopleHost.Start();
        await using var beside = await host.Another();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        using var phone = new Visitor(beside.Address);
        await clerk.SignIn("clerk", Password);
        await phone.SignIn("clerk", Password);
        host.Time.Advance(TimeSpan.FromMinutes(2)); // the ticket is written anew from the account, and stays the same session
        await clerk.Get("/desk");
        using var copy = clerk.Copied(beside.Address);
        Assert.Equal(HttpStatusCode.OK, (await copy.Get("/desk")).Status);

        Assert.Equal("/sign-in", (await clerk.Fill("/desk/account", "/sign-out")).To);
        Assert.Equal(HttpStatusCode.Redirect, (await copy.Get("/desk")).Status);
        await using var restarted = await host.Another();
        using var again = copy.Copied(restarted.Address);
        Assert.Equal(HttpStatusCode.Redirect, (await again.Get("/desk")).Status);
        Assert.Equal(HttpStatusCode.OK, (await phone.Get("/desk")).Status);
        await clerk.SignIn("clerk", Password);
        Assert.Equal(HttpStatusCode.OK, (await clerk.Get("/desk")).Status);
    }

    [Fact]
    public async Task A_session_stays_one_session_when_its_holder_changes_the_account_and_what_ended_is_forgotten_when_no_cookie_of_it_can_live()
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        await TurnOnCodes(host, clerk); // renews the ticket and ends every other
        using var copy = clerk.Copied(host.Address);
        await clerk.Fill("/desk/account", "/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await copy.Get("/desk")).Status);

        Task<int> Kept() => host.With(services => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.CountAsync(services.GetRequiredService<Storage.RecordDb>().EndedSessions));
        var sessions = await host.With(services => Task.FromResult(services.GetRequiredService<EndedSessions>()));
        Assert.Equal(1, await Kept());
        host.Time.Advance(TimeSpan.FromHours(12));
        await sessions.End("0123");
        await sessions.End("0123");
        Assert.Equal(2, await Kept());
        host.Time.Advance(TimeSpan.FromDays(4));
        await sessions.End("4567");
        Assert.Equal(1, await Kept());
    }

    private static async Task<(byte[] Secret, IReadOnlyList<string> Recovery)> TurnOnCodes(PeopleHost host, Visitor clerk)
    {
        var page = (await clerk.Get("/desk/account/codes")).Text;
        var ticket = Ticket().Match(page).Groups[1].Value;
        var secret = FromBase32(Typed().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        var shown = await clerk.Fill("/desk/account/codes", "/desk/account/codes", ("secret", WebUtility.HtmlDecode(ticket)), ("code", Code(host, secret)));
        return (secret, [.. Recovery().Matches(shown.Text).Select(match => match.Groups[1].Value)]);
    }

    private static string Code(PeopleHost host, byte[] secret) => OneTimeCode.At(secret, Instant.FromDateTimeOffset(host.Time.GetUtcNow()));

    // As an authenticator app reads it, written apart from the program's own writer.
    private static byte[] FromBase32(string letters)
    {
        var bits = string.Concat(letters.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }

    private static async Task<Account> Find(IServiceProvider services) => (await services.GetRequiredService<UserManager<Account>>().FindByNameAsync("接待员甲"))!;

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    [GeneratedRegex("""name="secret" value="([^"]+)" """)]
    private static partial Regex Ticket();

    [GeneratedRegex("""<p class="code">([A-Z2-7 ]+)</p>""")]
    private static partial Regex Typed();

    [GeneratedRegex("""<li class="code">([^<]+)</li>""")]
    private static partial Regex Recovery();
}
