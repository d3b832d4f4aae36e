using Answerable.Grievances;
using static Answerable.Tests.Grievances.Liuhe;

namespace Answerable.Tests.Grievances;

/// <summary>Safeguards A13: an untouched original is kept only because its filer asked, and opened only on the record.</summary>
public sealed class OriginalTests
{
    private static readonly string Copy = new('a', 64), Untouched = new('b', 64);
    private static readonly KeepOriginals Keep = new([new(Copy, "image/jpeg", 12, Untouched)]);
    private static readonly Filing WithPhoto = Claim with { Attachments = [new("f1", "image/jpeg", 10, Copy)], Cleaned = [new(Copy, [FileTrace.Position])] };

    [Fact]
    public void What_was_taken_out_of_a_file_is_on_the_record_and_a_clean_one_leaves_no_word()
    {
        Assert.Equal([FileTrace.Position], Assert.Single(Assert.Single(Lodged(WithPhoto).Story.Events<FilesCleaned>()).Files).Removed);
        Assert.Empty(Lodged().Story.Events<FilesCleaned>());
        Assert.Single(Lodged().And(new AddInformation("补充。", Attachments: WithPhoto.Attachments) { Cleaned = WithPhoto.Cleaned }, Resident).Story.Events<FilesCleaned>());
    }

    [Fact]
    public void Only_the_filer_has_an_original_kept_and_only_of_a_file_on_the_record()
    {
        Lodged(WithPhoto).When(Keep, By(Deputy)).ThenRefused("complainant-only");
        Lodged().When(Keep, Resident).ThenRefused("original-without-copy");
        Lodged(WithPhoto).When(new KeepOriginals([]), Resident).ThenRefused("original-without-copy");
        Lodged(WithPhoto).When(new KeepOriginals([new(Copy, "image/jpeg", 21 * 1024 * 1024, Untouched)]), Resident).ThenRefused("attachment-too-large");
        var kept = Lodged(WithPhoto).And(Keep, Resident);
        Assert.Equal(Untouched, Assert.Single(kept.State.Originals).Sha256);
        kept.When(Keep, Resident).ThenNothing();
        Closed().And(new Erase("到期"), Resident).When(Keep, Resident).ThenRefused("erased");
        Lodged().And(new AddInformation("补充。", Attachments: WithPhoto.Attachments), Resident).When(Keep, Resident).Then<OriginalsKept>();
    }

    [Fact]
    public void Opening_one_has_a_purpose_and_a_name_and_the_complainant_sees_it()
    {
        var given = Lodged(WithPhoto).And(Keep, Resident).And(new OpenOriginal(Untouched, Purpose.VerifyClaim), By(Deputy));
        var opening = Assert.Single(CaseFile.OpeningsFor(given.State, Monday));
        Assert.Equal(("staff.deputy", Purpose.VerifyClaim, Untouched), (opening.By.Value, opening.Purpose, opening.Original));
        given.When(new OpenOriginal(Untouched, Purpose.OrderedDisclosure), By(Deputy)).ThenRefused("order-missing");
        given.When(new OpenOriginal(Untouched, (Purpose)9), By(Deputy)).ThenRefused("order-missing");
        given.When(new OpenOriginal(Copy, Purpose.Hearing), By(Deputy)).ThenRefused("nothing-to-open");
        given.When(new OpenOriginal(Untouched, Purpose.Hearing), By(PetitionsHead)).ThenRefused("no-such-grievance");
    }

    [Fact]
    public void Of_a_confidential_filing_the_handling_unit_opens_none()
    {
        var given = Lodged(WithPhoto with { Confidential = true }).And(Keep, Resident).And(new Assign(Works, Officer), By(Deputy));
        given.When(new OpenOriginal(Untouched, Purpose.VerifyClaim), By(Officer)).ThenRefused("confidential-from-unit");
        given.When(new OpenOriginal(Untouched, Purpose.VerifyClaim), By(Deputy)).Then<OriginalOpened>();
    }
}
