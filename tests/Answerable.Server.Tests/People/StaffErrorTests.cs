using System.Net;
using Answerable.Server.Shell;

namespace Answerable.Server.Tests.People;

/// <summary>What goes wrong at the desk is told to staff in their own words, in the frame they work in.</summary>
public sealed class StaffErrorTests
{
    private const string Password = "four invented words";

    [Theory]
    [InlineData("/desk/no-such-page", 404, "not-found")]
    [InlineData("/desk/error/403", 403, "forbidden")]
    [InlineData("/desk/error/503", 503, "unavailable")]
    [InlineData("/desk/throw", 500, "our-fault")]
    public async Task At_the_desk_nobody_is_told_what_residents_are_told(string path, int status, string code)
    {
        await using var host = await PeopleHost.Start();
        await host.AddAccount("clerk", Password);
        using var clerk = new Visitor(host.Address);
        await clerk.SignIn("clerk", Password);
        foreach (var language in Language.All)
        {
            await clerk.Get($"/language/{language}");
            var seen = await clerk.Get(path);
            var words = WordBook.Embedded.In(language);
            Assert.Equal(status, (int)seen.Status);
            Assert.Contains(words[$"refusal.{code}"], seen.Text, StringComparison.Ordinal);
            Assert.Contains(words["error.desk"], seen.Text, StringComparison.Ordinal);
            Assert.Equal(status < 500, seen.Text.Contains(words["console.menu"], StringComparison.Ordinal));
            foreach (var resident in (string[])[words["error.home"], words["portal.lodge"], "查询码", "access code", "您的诉求", "Your grievance"])
                Assert.DoesNotContain(resident, seen.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Before_the_door_there_is_no_menu_and_no_word_for_residents_either()
    {
        await using var host = await PeopleHost.Start();
        using var visitor = new Visitor(host.Address);
        var seen = await visitor.Get("/sign-in/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, seen.Status);
        Assert.Contains("is outside your post", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("access code", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/sign-out\"", seen.Text, StringComparison.Ordinal);
        Assert.Contains("access code", (await visitor.Get("/no-such-page")).Text, StringComparison.Ordinal);
    }
}
