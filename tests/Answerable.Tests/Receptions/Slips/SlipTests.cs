using System.Text;
using Answerable.Receptions.Slips;
using Answerable.Recording;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Receptions.Slips;

/// <summary>Slips for when the power is away: numbered before, torn off in order, and none that goes missing unseen.</summary>
public sealed class SlipTests
{
    private static readonly string Form = new('a', 32);

    private static Given<SlipBook> Printed(int count = 10) => new Given<SlipBook>(new Story<SlipBook>(Rules, Monday)).And(new PrintSlips(Hall, count), By(Clerk));

    public static IEnumerable<IEvent> Samples => [new SlipsPrinted(Hall, 1, 50, new(2026, 3, 2)), new SlipUsed(3, Form), new SlipVoided(4, "写坏"), new SlipsEnded(1)];

    public static TheoryData<string> Names => [.. Samples.Select(sample => EventType.Of(sample).Name)];

    [Theory, MemberData(nameof(Names))]
    public void An_event_is_stored_as_the_same_bytes_forever(string name)
    {
        var sample = Samples.Single(one => EventType.Of(one).Name == name);
        var type = EventType.Of(sample);
        var bytes = EventType.Object(type.Write(sample));
        var path = Repository.Path($"tests/Answerable.Tests/Goldens/{type.Name}.v{type.Version}.golden");
        if (!File.Exists(path) && Environment.GetEnvironmentVariable("ANSWERABLE_WRITE_GOLDENS") is "1")
            File.WriteAllBytes(path, bytes);
        Assert.Equal(File.ReadAllText(path), Encoding.UTF8.GetString(bytes));
        Assert.Equal(bytes, EventType.Object(type.Write(type.Read(File.ReadAllBytes(path), default))));
    }

    [Fact]
    public void What_was_passed_over_is_missing_and_the_rest_of_the_block_is_not()
    {
        var given = Printed().And(new UseSlip(1, Form), By(Clerk)).And(new UseSlip(4, Form), By(Clerk));
        var block = given.State.Blocks[0];
        Assert.Equal([2, 3], given.State.Missing(block));
        Assert.Equal(6, given.State.Left(block));
        given.And(new VoidSlip(2, "写坏"), By(Clerk)).And(new UseSlip(3, Form), By(Clerk));
        Assert.Empty(given.State.Missing(block));
    }

    [Fact]
    public void Of_an_ended_block_whatever_never_came_back_is_missing()
    {
        var given = Printed().And(new UseSlip(1, Form), By(Clerk)).And(new EndSlips(1), By(Clerk));
        Assert.Equal(Enumerable.Range(2, 9), given.State.Missing(given.State.Blocks[0]));
        Assert.Equal(0, given.State.Left(given.State.Blocks[0]));
    }

    [Fact]
    public void A_slip_is_used_once_and_a_spoiled_one_never()
    {
        var given = Printed().And(new UseSlip(1, Form), By(Clerk)).And(new VoidSlip(2, "写坏"), By(Clerk));
        given.When(new UseSlip(1, Form), By(Clerk)).ThenNothing(); // the same form sent twice
        given.When(new UseSlip(1, new('b', 32)), By(Clerk)).ThenRefused("slip-used");
        given.When(new VoidSlip(1, "写坏"), By(Clerk)).ThenRefused("slip-used");
        given.When(new UseSlip(2, Form), By(Clerk)).ThenRefused("slip-void");
        given.When(new VoidSlip(2, "写坏"), By(Clerk)).ThenNothing();
        given.When(new VoidSlip(3, " "), By(Clerk)).ThenRefused("reason-missing");
        given.When(new UseSlip(11, Form), By(Clerk)).ThenRefused("slip-unknown");
    }

    [Fact]
    public void Blocks_go_on_from_one_another_and_only_the_reception_of_the_office_has_to_do_with_them()
    {
        var given = Printed().And(new PrintSlips(Hall, 20), By(Clerk));
        Assert.Equal([(1, 10), (11, 30)], given.State.Blocks.Select(block => (block.First, block.Last)));
        given.When(new PrintSlips(Hall, 20), By(Officer)).ThenRefused("not-allowed");
        given.When(new UseSlip(1, Form), By(Officer)).ThenRefused("not-allowed");
        given.When(new PrintSlips(Hall, 9), By(Clerk)).ThenRefused("slip-count");
        given.When(new PrintSlips(Hall, 201), By(Clerk)).ThenRefused("slip-count");
    }

    [Fact]
    public void A_number_that_is_mistyped_in_one_place_is_none()
    {
        foreach (var number in new[] { 1, 9, 10, 123, 99_999, 999_999 })
        {
            var printed = SlipNumber.Print(number);
            Assert.Equal(number, SlipNumber.Read($" {printed} "));
            for (var place = 0; place < printed.Length; place++)
                if (char.IsAsciiDigit(printed[place]))
                    Assert.Null(SlipNumber.Read($"{printed[..place]}{(char)('0' + (printed[place] - '0' + 1) % 10)}{printed[(place + 1)..]}"));
        }

        Assert.Null(SlipNumber.Read("收-0001"));
        Assert.Null(SlipNumber.Read(null));
    }
}
