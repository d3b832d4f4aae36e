using System.Net;
using System.Text;
using Answerable.Engine.Reading;
using Answerable.Offices;
using Answerable.Plans;
using Answerable.Server.Tests.People;
using Answerable.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Answerable.Server.Tests.Plans;

/// <summary>The plan in the console: a document goes in, what was read and found is shown, and what the administrator ticks is created.</summary>
public sealed class PlanPagesTests(PlanHost host) : IClassFixture<PlanHost>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        if ((await Town()).Find(new PostId("admin")) is null)
            await host.People();
    }

    [Fact]
    public async Task A_document_goes_in_and_every_line_and_finding_is_shown_with_the_lawful_duty_beside()
    {
        using var admin = await SignedIn("admin");
        Assert.Equal("/desk/plan", (await admin.Upload("/desk/plan", "预案.txt", File.ReadAllBytes(Files.Sample))).To);
        var overview = (await admin.Get("/desk/plan")).Text;
        Assert.Contains("预案.txt", overview);
        var findings = WebUtility.HtmlDecode((await admin.Get("/desk/plan/findings?kind=rights")).Text);
        Assert.Contains("<mark>了解掌握全镇重点信访人员思想状况</mark>", findings);
        Assert.Contains("Not imported. Instead: Register the matter and answer it on time", findings);
        Assert.Contains("no legal basis found", findings);
        var lines = WebUtility.HtmlDecode((await admin.Get("/desk/plan/lines")).Text);
        Assert.All(File.ReadAllLines(Files.Sample).Index().Where(line => line.Item.Trim().Length > 0), line => Assert.Contains($"id=\"line-{line.Index + 1}\"", lines));
        Assert.Contains("<del>了解掌握全镇重点信访人员思想状况</del>", lines);
        Assert.Contains("登记并按期答复其反映的事项", lines);
    }

    [Fact]
    public async Task What_is_ticked_is_created_and_nothing_else()
    {
        using var admin = await SignedIn("admin");
        await admin.Upload("/desk/plan", "预案.txt", File.ReadAllBytes(Files.Sample));
        var before = await Town();
        var proposal = PlanImport.Propose(PlanReview.Apply(PlanReader.Read(Answerable.Server.Plans.PlanDocuments.ReadFile(Files.Sample)).Plan));
        var post = proposal.Posts.First(one => one.UnitKey is not null);
        var other = proposal.Posts.Last(one => one.UnitKey is not null && one.HolderKey != post.HolderKey);
        var name = proposal.People.First(person => person.Key == post.HolderKey).Name;
        var deputy = proposal.People.First(person => person.Key == other.HolderKey).Name;
        var page = await admin.Fill("/desk/plan/create", "/desk/plan/create",
            ("take", post.Key), ($"holder.{post.Key}", name), ($"deputy.{post.Key}", deputy), ($"power.{post.Key}", "Handling"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        var after = await Town();
        var made = after.Find(new PostId(post.Key))!;
        Assert.Equal((post.UnitKey, new PersonId(post.HolderKey!)), (made.Unit?.Value, after.HolderOf(made.Id)));
        Assert.Equal(other.Key, made.Deputy?.Value);
        Assert.Equal([Power.Handling], made.Powers);
        Assert.Equal(before.Posts.Count + 2, after.Posts.Count); // with the deputy's post
        Assert.DoesNotContain(after.Units.Keys, key => key.StartsWith("unit-", StringComparison.Ordinal) && key != post.UnitKey && key != other.UnitKey);
    }

    [Fact]
    public async Task The_whole_proposal_is_created_once_and_then_found_present()
    {
        await using var alone = await PlanHost.Start();
        using var admin = new Visitor(alone.Address);
        await admin.SignIn("admin", PlanHost.Password);
        await admin.Upload("/desk/plan", "预案.txt", File.ReadAllBytes(Files.Sample));
        var form = (await admin.Get("/desk/plan/create")).Text;
        await admin.Submit("/desk/plan/create", form);
        var book = await alone.Services.GetRequiredService<BookShelf>().Get(TownHost.Town);
        Assert.Equal(43 + 3, book.Town.People.Count);
        Assert.Equal(PlanCreation.LeadingGroup, book.Arrangements.OpeningGroup);
        Assert.Equal(8, book.Arrangements.Groups[PlanCreation.LeadingGroup].Posts.Length);
        Assert.Equal("接访工作组", book.Arrangements.Groups["group-1"].Name.In("zh"));
        Assert.DoesNotContain("name=\"take\" value=\"unit-1\"", (await admin.Get("/desk/plan/create")).Text);
        Assert.Contains("There already", (await admin.Get("/desk/plan/create")).Text);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_an_error_at_its_field_and_nothing_is_created()
    {
        using var admin = await SignedIn("admin");
        await admin.Upload("/desk/plan", "预案.txt", File.ReadAllBytes(Files.Sample));
        var before = await Town();
        var page = await admin.Fill("/desk/plan/create", "/desk/plan/create", ("take", "person-9-post-1"), ("holder.person-9-post-1", "无此人"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("id=\"holder.person-9-post-1-error\"", page.Text);
        Assert.Equal(before.Posts.Count, (await Town()).Posts.Count);
    }

    [Fact]
    public async Task An_edited_plan_file_comes_back_and_a_new_import_keeps_the_edit()
    {
        await using var alone = await PlanHost.Start();
        using var admin = new Visitor(alone.Address);
        await admin.SignIn("admin", PlanHost.Password);
        await admin.Upload("/desk/plan", "预案.txt", File.ReadAllBytes(Files.Sample));
        var file = (await admin.Get("/desk/plan/plan.yaml")).Text;
        var edited = file.Replace("deputy: \n", "deputy: 尤七\n", StringComparison.Ordinal);
        Assert.NotEqual(file, edited);
        Assert.Equal("/desk/plan", (await admin.Upload("/desk/plan", "plan.yaml", Encoding.UTF8.GetBytes(edited))).To);
        await admin.Upload("/desk/plan", "预案.txt", File.ReadAllBytes(Files.Sample));
        Assert.Equal(edited, (await admin.Get("/desk/plan/plan.yaml")).Text);
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "old.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "old .doc or .wps file" },
        { "bomb.docx", Files.Zip(("word/document.xml", 80L * 1024 * 1024)), "too large" },
        { "../../x.docx", Files.Zip(("../../etc/passwd", 64 * 1024), ("word/document.xml", 64 * 1024)), "damaged" },
        { "plan.pdf", "%PDF-1.7"u8.ToArray(), "does not keep paragraphs" },
        { "plan.yaml", "format: 1\nwatchList: []\n"u8.ToArray(), "not valid in a plan file" },
        { "long.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("各村做好防汛值班。\n", 60_000))), "too large" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_hostile_file_is_refused_in_words_and_nothing_is_kept(string name, byte[] content, string words)
    {
        using var admin = await SignedIn("admin");
        var before = (await admin.Get("/desk/plan/plan.yaml")).Plain;
        var page = await admin.Upload("/desk/plan", name, content);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(words, page.Text);
        Assert.Equal(before, (await admin.Get("/desk/plan/plan.yaml")).Plain);
    }

    [Fact]
    public async Task Only_an_administrator_sees_the_plan_or_its_menu()
    {
        using var clerk = await SignedIn("clerk");
        Assert.DoesNotContain("/desk/plan", (await clerk.Get("/desk/grievances")).Text);
        foreach (var path in new[] { "/desk/plan", "/desk/plan/findings", "/desk/plan/lines", "/desk/plan/create", "/desk/plan/plan.yaml" })
            Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get(path)).Status);
        using var admin = await SignedIn("admin");
        Assert.Contains("href=\"/desk/plan\"", (await admin.Get("/desk/account")).Text);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Visitor> SignedIn(string name)
    {
        var visitor = new Visitor(host.Address);
        await visitor.SignIn(name, PlanHost.Password);
        return visitor;
    }

    private async Task<Town> Town()
    {
        var books = host.Services.GetRequiredService<BookShelf>();
        books.Changed(TownHost.Town);
        return (await books.Get(TownHost.Town)).Town;
    }
}
