using System.Collections.Immutable;
using Answerable.Deadlines;
using Answerable.Offices;
using Answerable.Recording;

namespace Answerable.Grievances;

/// <summary>How each event changes the state. Personal fields are never read here: they may be gone.</summary>
public sealed partial record Grievance
{
    public Grievance With(IEvent happened, Stamp stamp) => Apply(happened, stamp).WithClocks(happened, stamp).WithPart(happened, stamp).WithSign(this, happened, stamp).WithLetters(happened, stamp).WithMail(happened, stamp).WithOuter(happened).WithDirection(happened, stamp).WithOral(happened).WithUndertakings(happened, stamp);

    private Grievance Apply(IEvent happened, Stamp stamp) => happened switch
    {
        Lodged e => Opened(e, stamp),
        AccusationSealed e => Opened(e, stamp),
        AlsoSealedTo e => e.Offices.Aggregate(this, (grievance, office) => grievance with { Overseers = grievance.Told(office) }),
        Accepted => Undisputed(stamp) with { TurnedAway = false, Stage = Stage is Stage.NotOurs or Stage.Routed or Stage.ToldFinal ? Stage.Accepted : Later(Stage.Accepted), AcceptedAt = AcceptedAt ?? stamp.RecordedAt, NoticedAt = stamp.RecordedAt },
        AcceptanceDeemed => this with { Stage = Later(Stage.DeemedAccepted), AcceptedAt = AcceptanceAt ?? stamp.RecordedAt },
        NoticeGiven e => this with { Stage = Stage.Routed, Route = e.Route },
        ToldNotOurs => this with { Stage = Stage.NotOurs, TurnedAway = true },
        SendingOnAgreed => this with { AsksToBeSentOn = true },
        Transferred e => HandedOver(e, stamp),
        Assigned e => this with { Stage = Later(Stage.InHandling), Unit = e.Unit, Officer = e.Officer, Leader = e.Leader },
        Recused e => WithoutRecused(e.People).WithoutReviewers(e.People),
        Replied e => Undisputed(stamp) with { Stage = Stage.Answered, Outcome = e.Outcome, AnsweredBy = stamp.Version, PendingExtension = null },
        OpinionDrafted e => this with { Stage = Later(Stage.AwaitingSignature), Draft = new(stamp.Version, e.DraftedBy, e.Outcome, e.DocumentNumber) },
        OpinionReturned => WithoutDraft(),
        OpinionSigned e => Undisputed(stamp) with { Stage = Stage.Answered, Outcome = e.Outcome, AnsweredBy = stamp.Version, PendingExtension = null, Draft = null },
        Served => UnservedReview is { } review ? ReviewServed(review, stamp) : this with { ServedAt = stamp.RecordedAt },
        ExtensionRequested e => this with { PendingExtension = new(e.Key, e.Length, e.RequestedBy, stamp.RecordedAt) },
        ExtensionDeclined => this with { PendingExtension = null },
        Extended e => Replace(e.Key, e.Clock) with { PendingExtension = null },
        IdentityOpened e => this with { Openings = Openings.Add(new(stamp.RecordedAt, stamp.By, e.Purpose, e.Law, e.Document, e.ToldFrom)) },
        InformationAdded e => this with { Files = Files.AddRange(e.Attachments.Select(file => file.Sha256)) },
        OriginalsKept e => this with { Originals = Originals.AddRange(e.Files) },
        OriginalOpened e => this with { Openings = Openings.Add(new(stamp.RecordedAt, stamp.By, e.Purpose, e.Law, e.Document, stamp.RecordedAt, e.Sha256)) },
        AccessReissued e => this with
        {
            AccessDigest = e.AccessDigest,
            PendingRevocation = null,
            Openings = Openings.Add(new(stamp.RecordedAt, stamp.By, Purpose.VerifyClaim, null, e.Reference, stamp.RecordedAt)),
        },
        NoticesChosen or ContactAsked or ContactConfirmed or ContactMistyped or ContactGivenUp or NoticeUnreached or ToldOtherwise => Notified(happened, stamp),
        AccessChanged e => this with { AccessDigest = e.AccessDigest, PendingRevocation = null },
        AccessRevoked => this with { AccessDigest = "", PendingRevocation = null },
        RevocationAsked e => this with { PendingRevocation = new(e.Code, e.Until), CodesSent = Grievances.CodesSent.With(CodesSent, stamp.RecordedAt) },
        RevocationMistyped => this with { PendingRevocation = PendingRevocation is { Wrong: < SentCode.MostWrong - 1 } pending ? pending with { Wrong = pending.Wrong + 1 } : null },
        Rated => this with { IsRated = true },
        Withdrawn => this with { StageBefore = Stage, Stage = Stage.Withdrawn },
        TakenUpAgain => this with { Stage = StageBefore },
        DeadlineMissed e => Settle(e.Key, ClockStatus.Missed, stamp) with { Overseers = Told(e.BroughtTo) },
        BroughtHigher e => Settle(e.Key, ClockStatus.Ended, stamp) with { Overseers = Told(e.BroughtTo) },
        ClocksRecounted e => e.Moved.Aggregate(this, (grievance, moved) => grievance.Move(moved, stamp)),
        Reclassified e => this with { FiledAs = e.To, AcceptanceAt = AcceptanceAt ?? e.AcceptanceAt },
        Reopened { Cause: not null } => Anew(stamp),
        Reopened e => this with
        {
            Stage = Stage.Registered, Ending = null, Outcome = null, ServedAt = null, AnsweredBy = null, IsRated = false, Route = null,
            Draft = null, AcceptedAt = null, NoticedAt = null, AcceptanceAt = CaseClocks.AcceptanceAt(e.Starts), TurnedAway = false, Redo = null,
            Reviews = [.. Reviews.Select(review => review with { IsPast = true })],
        },
        Closed e => EndAll(stamp) with { Stage = Stage.Closed, Ending = e.Ending },
        Erased => this with { IsErased = true },
        _ => Reviewed(happened, stamp).OnCourse(happened, stamp),
    };

    private Grievance WithClocks(IEvent happened, Stamp stamp)
    {
        if (happened is not IClockEvent moving)
            return this;
        var met = moving.Meets.Aggregate(this, (grievance, key) => grievance.Meet(key, stamp));
        return met with { Clocks = met.Clocks.AddRange(moving.Starts.Select(start => new CaseClock(start.Key, start.Owes, start.Clock, ClockStatus.Running))) };
    }

    private Grievance Opened(Lodged e, Stamp stamp) => this with
    {
        Number = e.Number,
        FiledAs = e.Kind,
        Channel = e.Channel,
        Openness = e.Openness,
        AccessDigest = e.AccessDigest,
        Category = e.Category,
        Office = e.Office,
        Path = [e.Office],
        Notices = e.Notices,
        NoticeAddresses = e.Reach.ToImmutableSortedDictionary(way => way == "sms" ? NoticeWay.Sms : NoticeWay.Email, _ => stamp.Version),
        Files = [.. e.Attachments.Select(file => file.Sha256)],
        AcceptanceAt = e.AcceptanceAt,
        After = e.After,
        ReceivedAt = stamp.OccurredAt,
        RecordedAt = stamp.RecordedAt,
        Under = e.Under ?? LawOf(e.Starts),
        Recused = e.About is { } about ? Recused.Union(about.DecidedBy) : Recused,
    };

    private Grievance Opened(AccusationSealed e, Stamp stamp) => this with
    {
        Number = e.Number,
        FiledAs = GrievanceKind.Accusation,
        Channel = e.Channel,
        Openness = Openness.Confidential,
        AccessDigest = e.AccessDigest,
        Office = e.Office,
        Path = [e.Office],
        IsSealed = true,
        IsUrgent = e.IsUrgent,
        Under = e.Under ?? LawOf(e.Starts),
        ReceivedAt = stamp.OccurredAt,
        RecordedAt = stamp.RecordedAt,
    };

    // Events of before say it by their first clock, or not at all.
    private static BookRef? LawOf(ImmutableArray<ClockStart> starts) =>
        starts.Select(start => start.Clock.Rule).Where(rule => rule.Book != Rulebooks.House).Select(rule => (BookRef?)new BookRef(rule.Book, rule.Version)).FirstOrDefault();

    // What is owed from now on is owed by the new office; what the transfer fulfils, and what was missed, stays with the old one.
    private Grievance Moved(OfficeId to, ImmutableArray<string> met = default) => this with
    {
        Office = to,
        Path = Path.Add(to),
        Unit = null,
        Officer = null,
        Leader = null,
        PendingExtension = null,
        Draft = null,
        Stage = Stage is not (Stage.InHandling or Stage.AwaitingSignature) ? Stage : NoticedAt is not null ? Stage.Accepted : AcceptedAt is not null ? Stage.DeemedAccepted : Stage.Registered,
        Overseers = Overseers.Remove(to),
        Clocks = [.. Clocks.Select(clock => clock.Status == ClockStatus.Running && clock.Owes == Office && (met.IsDefault || !met.Contains(clock.Key)) && clock.Clock.Rule.Rule is not ("overdue-step" or "supervision-answer" or Undertaking.Rule) ? clock with { Owes = to } : clock)],
    };

    // What a recused person drafted is nobody's to sign (28¶3).
    private Grievance WithoutRecused(ImmutableArray<PersonId> people) => (Draft is { } draft && people.Contains(draft.By) ? WithoutDraft() : this) with
    {
        Recused = Recused.Union(people),
        Officer = Officer is { } officer && people.Contains(officer) ? null : Officer,
        Leader = Leader is { } leader && people.Contains(leader) ? null : Leader,
    };

    private Grievance WithoutDraft() => this with { Draft = null, Stage = Stage == Stage.AwaitingSignature ? Stage.InHandling : Stage };

    // Done on the record: the time that counts is the recording, so that no date on paper makes it earlier.
    private Grievance Meet(string key, Stamp stamp)
    {
        if (Find(key) is not { IsOpen: true } clock)
            return this;
        var late = clock.Status == ClockStatus.Missed || stamp.RecordedAt >= clock.Clock.DueAt;
        var settled = Settle(key, late ? ClockStatus.KeptLate : ClockStatus.Kept, stamp);
        return settled.Clocks.Where(step => step.Status == ClockStatus.Running && step.IsStepOf(key))
            .Aggregate(settled, (grievance, step) => grievance.Settle(step.Key, ClockStatus.Ended, stamp));
    }

    private Grievance Settle(string key, ClockStatus status, Stamp stamp) => this with
    {
        Clocks = [.. Clocks.Select(clock => clock.Key == key ? clock with { Status = status, SettledAt = stamp.RecordedAt } : clock)],
    };

    private Grievance Replace(string key, Clock clock) => this with
    {
        Clocks = [.. Clocks.Select(old => old.Key == key ? old with { Clock = clock } : old)],
    };

    private Grievance Move(MovedClock moved, Stamp stamp) => this with
    {
        Clocks = [.. Clocks.Select(old => old.Key == moved.Key
            ? old with { Clock = moved.After, Moves = old.Moves.Add(new(stamp.RecordedAt, old.Clock.DueDay, moved.After.DueDay, moved.Because)) }
            : old)],
    };

    // A right to ask outlives the closing, and so does the answer to a supervision; whatever else an office still owed has ended with it.
    private Grievance EndAll(Stamp stamp) =>
        Clocks.Where(clock => clock is { Status: ClockStatus.Running, Clock.Owed: Owed.Office, OutlivesClosing: false })
            .Aggregate(this, (grievance, clock) => grievance.Settle(clock.Key, ClockStatus.Ended, stamp));

    private Stage Later(Stage stage) => Stage <= Stage.AwaitingSignature && Stage < stage ? stage : Stage;

    private ImmutableArray<OfficeId> Told(OfficeId? office) =>
        office is { } told && told != Office && !Overseers.Contains(told) ? Overseers.Add(told) : Overseers;
}
