using ServiceBot.Clustering;
using ServiceBot.Customers;
using ServiceBot.Dialogs;
using ServiceBot.Handoff;
using ServiceBot.Recovery;
using ServiceBot.Storage;
using ServiceBot.Transcripts;

namespace ServiceBot.Turns;

/// <summary>State, transcript, case, promises, ledger, hand-off and outbox of a turn stand or fall in one transaction (rule (a)).</summary>
internal sealed class TurnCommit(Database database, Feed feed, OutboxSignal outbox, TurnEnds ends, HotConversations hot, Ledger ledger, RemedyOrders remedies, WaitingQueue queue, OwnerFollowers followers, StandardWatch watch, IdSource ids, TimeProvider time)
{
    /// <param name="arriving">The one message of the turn, where it is not stored yet: it is stored in the same transaction, or nothing is.</param>
    public async ValueTask<Committed> CommitAsync(TurnInput before, TurnResult result, CancellationToken cancellation, IncomingActivity? arriving = null)
    {
        var now = time.GetUtcNow();
        var after = After(before, result, now);
        var rows = Rows(before, result, now);
        using var texts = new TurnTexts(result);
        var heard = arriving is null ? null : new Row(before.Conversation.Seq, StoredActivity.Json(arriving.Activity, arriving.Conversation, before.Conversation.Channel, before.Conversation.Seq, now));
        CrashPoint.Reached("turn:before-write");

        var isRefused = false;
        var watches = result.Seen.Count == 0 ? [] : watch.StartedBy(before, result);
        var done = await database.WriteAsync(async (session, cancel) =>
        {
            var written = await WriteAsync(session, before, after, result, arriving, heard, rows, texts, now, () => isRefused = true, cancel);
            if (written) await StandardWatch.PutAsync(session, watches, now, cancel);
            return written;
        }, cancellation, won =>
        {
            if (!won) return;
            watch.Remember(watches);
            if (arriving is not null) Arrived(before, arriving);
            hot.Committed(before, after);
            CrashPoint.Reached("turn:after-commit");
            if (result.Owner is not null || after.Conversation.IsUrgent != before.Conversation.IsUrgent) queue.Moved(after.Conversation);
            var said = new FeedItem[rows.Count];
            for (var i = 0; i < said.Length; i++) said[i] = new FeedItem(rows[i].Seq, rows[i].Json);
            feed.Publish(after.Conversation.Id, after.Conversation.Seq, heard is null ? said : [new FeedItem(heard.Seq, heard.Json), .. said]);
            ends.Raise(new TurnEnd(after.Conversation, Replies(before, result)));
            if (ChannelRows.ArePushed(after.Conversation.Channel) && !AreExpected(before))
                foreach (var row in rows) outbox.Raise(new Outgoing(after.Conversation.Id, ChannelRows.Channel, ChannelRows.Id(after.Conversation.Id, row.Seq), row.Json));
            foreach (var item in result.Outbox) outbox.Raise(after.Conversation.Id, item.Channel);
            remedies.Raise(outbox, result.Remedies, after.Conversation.Id);
            if (IsFollowed(before, result)) followers.Raise(outbox, after.Conversation);
        });
        if (done) return new Committed.Done(More: before.Unread.Count >= 100);
        return isRefused ? new Committed.Refused() : new Committed.LostRace();
    }

    private void Arrived(TurnInput before, IncomingActivity arriving)
    {
        CrashPoint.Reached("accept:after-commit");
        hot.Arrived(arriving.Conversation, new Unread.Visible(before.Conversation.Seq, Role.Customer, arriving.Activity));
    }

    private async ValueTask<bool> WriteAsync(
        Session session, TurnInput before, TurnInput after, TurnResult result, IncomingActivity? arriving, Row? heard, List<Row> rows, TurnTexts texts, DateTimeOffset now, Action refused, CancellationToken cancellation)
    {
        var id = after.Conversation.Id;
        var at = now.ToUnixTimeMilliseconds();
        if (heard is not null && !await InsertHeardAsync(session, id, arriving!, heard, at, cancellation))
        {
            session.Undo();
            return false;
        }

        // Without its message the conversation stands one number lower.
        if (!await UpdateConversationAsync(session, before.Conversation, heard is null ? before.Conversation.Seq : before.Conversation.Seq - 1, after.Conversation, at, cancellation))
        {
            session.Undo();
            return false;
        }

        CrashPoint.Reached("turn:after-state");
        // Before this turn's own cards, which show what is so now.
        await SettleCardsAsync(session, before, after, result, at, cancellation);
        var isPushed = ChannelRows.ArePushed(after.Conversation.Channel);
        var isAwaited = isPushed && AreExpected(before);
        foreach (var row in rows)
        {
            await session.Statement(Sql.InsertActivity).Set("@id", id.Value).Set("@seq", row.Seq).Set("@turn", after.Conversation.Turn).Set("@at", at).SetUtf8("@json", row.Json).ExecuteAsync(cancellation);
            if (isPushed && !isAwaited) await ChannelRows.AddAsync(session, id, row.Seq, Role.Bot, after.Conversation.OwnerEpoch, at, cancellation);
        }

        if (isAwaited && rows.Count > 0) await AwaitedReplies.AddAsync(session, new AwaitedReply(id, rows[0].Seq, rows[^1].Seq), after.Conversation.OwnerEpoch, now + ExpectedPatience, cancellation);

        if (ChannelRows.AreUpdated(after.Conversation.Channel))
            foreach (var card in result.Cards) await CardRows.PutAsync(session, id, card with { Seq = rows[(int)card.Seq].Seq }, cancellation);
        if (Answered(before) is { } question) await ChannelRows.UpdateAsync(session, id, question, after.Conversation.Seq, after.Conversation.OwnerEpoch, at, cancellation);
        var n = before.Conversation.Journal;
        foreach (var entry in result.Journal)
            await InternalEvents.InsertAsync(session, id, ++n, entry.Kind, entry.Json.Span, isInput: false, at, cancellation);
        await InternalEvents.InsertAsync(session, id, ++n, TurnReading.Kind, texts.Reading.Utf8, isInput: false, at, cancellation);
        foreach (var (value, json) in texts.Cases) await CaseRows.PutAsync(session, value, json, id, after.Conversation.Customer, after.Conversation.Site, cancellation);
        foreach (var promise in result.Promises) await PromiseRows.PutAsync(session, promise, id, now, cancellation);
        if (result.Reach is { Put: { } address }) await CustomerReachRows.PutAsync(session, after.Conversation.Customer, address, cancellation);
        else if (result.Reach is not null) await CustomerReachRows.RemoveAsync(session, after.Conversation.Customer, cancellation);
        if (result.WantsNews is { } wants) await ContactRows.SetConsentAsync(session, after.Conversation.Customer, wants, now, cancellation);
        // Said of our own accord: who has left the page hears it too.
        if (rows.Count > 0 && !before.Unread.Any(unread => unread is Unread.Visible { Role: Role.Customer }))
            await ReachRows.AddAsync(session, after.Conversation, rows[0].Seq, rows[^1].Seq, now, cancellation);
        foreach (var answer in result.Feedback) await FeedbackRows.AddAsync(session, answer, id, now, cancellation);
        foreach (var alarm in result.Alarms)
            await ConversationClocks.SetAsync(session, id, alarm.Kind == AlarmKind.WaitOver ? ConversationClocks.WaitOver : ConversationClocks.AskSolved, alarm.Reference, alarm.At, cancellation);
        foreach (var (what, took) in result.Took) await PromiseDurations.AddAsync(session, after.Conversation.Site, what, took, cancellation);
        if (result.Customer is { } customer) await CustomerRows.RefreshAsync(session, customer, cancellation);
        foreach (var next in result.AskedNext) await AskedNextRows.AddAsync(session, after.Conversation.Site, next, cancellation);
        foreach (var review in result.Reviews) await ClaimRows.PutAsync(session, review, now, cancellation);
        if (result.NeedsAnotherAgent) await PassedOver.NoteAsync(session, id, now, cancellation);
        foreach (var approval in result.Approvals) await ApprovalRows.AddAsync(session, approval, cancellation);
        foreach (var (decision, input) in texts.Decisions) await DecisionRows.AddAsync(session, ids.Row("pd_"), decision, input, id, after.Conversation.Site, now, cancellation);
        if (result.Giving is { } giving && !await ledger.WriteAsync(session, result.Remedies, giving, now, cancellation))
        {
            refused();
            session.Undo();
            return false;
        }

        foreach (var attempt in result.ProofTries)
        {
            if (await ProofTries.TakeAsync(session, after.Conversation.Site, attempt, now, cancellation)) continue;
            session.Undo();
            return false;
        }

        if (result.Giving is { } given) await remedies.PlaceAsync(session, result.Remedies, given, now, cancellation);
        foreach (var item in result.Outbox)
            await OutboxRows.AddAsync(session, ids.Row("ob_"), id, ++n, item, after.Conversation.OwnerEpoch, at, cancellation);
        if (IsFollowed(before, result) && followers.Any(after.Conversation))
            await followers.AddAsync(session, after.Conversation, HeardByPersons(before), result.Owner is not null, at, cancellation);
        CrashPoint.Reached("turn:after-outbox");
        return true;
    }

    private static async ValueTask SettleCardsAsync(Session session, TurnInput before, TurnInput after, TurnResult result, long at, CancellationToken cancellation)
    {
        var conversation = after.Conversation;
        if (!ChannelRows.AreUpdated(conversation.Channel)) return;
        foreach (var promise in result.Promises)
            if (before.Promises.FirstOrDefault(known => known.Id == promise.Id) is { } known && (known.Status, known.Due, known.Owner, known.Repromises) != (promise.Status, promise.Due, promise.Owner, promise.Repromises))
                await CardRows.PromiseChangedAsync(session, conversation.Id, promise.Id.Value, conversation.Seq, conversation.OwnerEpoch, at, cancellation);
        if (result.Owner is not null) await CardRows.WaitEndedAsync(session, conversation.Id, conversation.Seq, conversation.OwnerEpoch, at, cancellation);
    }

    // Replies that a caller waits for go back in the answer to its request; should nobody take them, the channel sends them after this time.
    private static readonly TimeSpan ExpectedPatience = TimeSpan.FromSeconds(12);

    /// <summary>The bubble whose buttons stand for nothing any more: the last one, when it asked and the customer has spoken since.</summary>
    private static long? Answered(TurnInput before)
    {
        if (before.State.Dialog.Asked is not { Choices.Count: > 0 } || !ChannelRows.AreUpdated(before.Conversation.Channel)) return null;
        foreach (var unread in before.Unread)
            if (unread is Unread.Visible { Role: Role.Customer }) return before.Conversation.HandledSeq;
        return null;
    }

    private static bool AreExpected(TurnInput before)
    {
        foreach (var unread in before.Unread)
            if (unread is Unread.Visible { Activity.DeliveryMode: Protocol.DeliveryModes.ExpectReplies }) return true;
        return false;
    }

    private static bool IsFollowed(TurnInput before, TurnResult result) => result.Owner is not null || before.Conversation.Owner != Owner.Bot;

    // What led to the hand-over stands in the transcript that goes with it.
    private static List<long> HeardByPersons(TurnInput before) => before.Conversation.Owner == Owner.Bot
        ? []
        : [.. before.Unread.OfType<Unread.Visible>().Where(unread => unread.Role == Role.Customer).Select(unread => unread.Seq)];

    /// <returns>False when somebody was quicker, or the message was there already: nothing was changed.</returns>
    private static async ValueTask<bool> InsertHeardAsync(Session session, ConversationId id, IncomingActivity arriving, Row heard, long at, CancellationToken cancellation)
    {
        CrashPoint.Reached("accept:before-insert");
        var inserted = await session.Statement(Sql.InsertHeard)
            .Set("@id", id.Value).Set("@seq", heard.Seq).Set("@author", arriving.Activity.From?.Id).Set("@dedupe", arriving.DedupeKey).Set("@at", at).SetUtf8("@json", heard.Json)
            .ExecuteAsync(cancellation);
        CrashPoint.Reached("accept:after-insert");
        return inserted == 1;
    }

    private static async ValueTask<bool> UpdateConversationAsync(Session session, Conversation before, long wasSeq, Conversation after, long at, CancellationToken cancellation) =>
        await session.Statement(Sql.UpdateConversation)
            .Set("@id", before.Id.Value).Set("@wasVersion", before.Version).Set("@wasSeq", wasSeq).Set("@wasJournal", before.Journal)
            .Set("@proof", ConversationRows.Word(after.Proof)).Set("@provenSubject", after.ProvenSubject).Set("@locale", after.Locale.Tag())
            .Set("@status", ConversationRows.Word(after.Status)).Set("@owner", ConversationRows.Word(after.Owner))
            .Set("@ownerAgent", after.OwnerAgent?.Value).Set("@ownerName", after.OwnerName).Set("@epoch", after.OwnerEpoch)
            .Set("@handoff", after.Handoff).Set("@urgent", after.IsUrgent ? 1L : 0L).Set("@queuedAt", after.QueuedAt?.ToUnixTimeMilliseconds())
            .Set("@seq", after.Seq).Set("@handledSeq", after.HandledSeq).Set("@journal", after.Journal).Set("@handledJournal", after.HandledJournal)
            .Set("@turn", after.Turn).Set("@version", after.Version).Set("@state", after.State).Set("@now", at)
            .Set("@unreadSince", after.HandledSeq < before.Seq ? at : null)
            .ExecuteAsync(cancellation) == 1;

    private static TurnInput After(TurnInput before, TurnResult result, DateTimeOffset now)
    {
        var old = before.Conversation;
        var seq = old.Seq + result.Bubbles.Count;
        var journal = old.Journal + result.Journal.Count + 1 + result.Outbox.Count;
        var conversation = old with
        {
            Proof = result.Proof,
            ProvenSubject = result.ProvenSubject,
            Locale = result.Locale,
            IsUrgent = result.IsUrgent,
            Status = result.Status,
            Seq = seq,
            // Bubbles lie behind what was handled, so that the two meet again when all is done; unless more waits than one turn takes.
            HandledSeq = before.Unread.Count >= 100 ? LastHandled(before) : seq,
            Journal = journal,
            HandledJournal = journal,
            Turn = old.Turn + 1,
            Version = old.Version + 1,
            State = ConversationStateJson.Write(result.State),
            UpdatedAt = now,
        };
        if (result.Owner is { } change)
        {
            conversation = conversation with
            {
                Owner = change.Owner,
                OwnerAgent = null,
                OwnerName = null,
                OwnerEpoch = old.OwnerEpoch + 1,
                Handoff = change.Handoff ?? old.Handoff,
                QueuedAt = change.Owner == Owner.Queue ? old.QueuedAt ?? now : null,
            };
        }

        return before with
        {
            Conversation = conversation,
            State = result.State,
            Customer = result.Customer ?? before.Customer,
            Cases = Merge(before.Cases, result.Cases, c => c.Id),
            Promises = Merge(before.Promises, result.Promises, p => p.Id),
            Unread = [],
        };
    }

    private static long LastHandled(TurnInput before)
    {
        var last = before.Conversation.HandledSeq;
        foreach (var unread in before.Unread)
            if (unread is Unread.Visible visible) last = Math.Max(last, visible.Seq);
        return last;
    }

    private static List<Row> Rows(TurnInput before, TurnResult result, DateTimeOffset now)
    {
        List<Row> rows = new(result.Bubbles.Count);
        var seq = before.Conversation.Seq;
        var question = AnsweredId(before);
        foreach (var bubble in result.Bubbles)
            rows.Add(new Row(++seq, StoredActivity.Json(question is null ? bubble : bubble with { ReplyToId = question }, before.Conversation.Id, before.Conversation.Channel, seq, now)));
        return rows;
    }

    private static SaidBubble[] Replies(TurnInput before, TurnResult result)
    {
        var replies = new SaidBubble[result.Bubbles.Count];
        for (var i = 0; i < replies.Length; i++) replies[i] = new SaidBubble(before.Conversation.Seq + 1 + i, result.Bubbles[i]);
        return replies;
    }

    /// <summary>What the bubbles reply to (A2090), as its channel knows it: the customer's last message. Null when nobody has asked, such as when a promise falls due.</summary>
    private static string? AnsweredId(TurnInput before)
    {
        if (!ChannelRows.ArePushed(before.Conversation.Channel)) return null;
        for (var i = before.Unread.Count - 1; i >= 0; i--)
            // Still in memory it has the channel's id itself.
            if (before.Unread[i] is Unread.Visible { Role: Role.Customer } said) return StoredActivity.IdOfChannel(said.Activity) ?? (StoredActivity.IsIdOf(said.Activity.Id, before.Conversation.Id) ? null : said.Activity.Id);
        return null;
    }

    private static IReadOnlyList<T> Merge<T, TKey>(IReadOnlyList<T> old, IReadOnlyCollection<T> changed, Func<T, TKey> key)
        where TKey : notnull
    {
        if (changed.Count == 0) return old;
        var byKey = changed.ToDictionary(key);
        List<T> merged = [.. old.Select(item => byKey.Remove(key(item), out var better) ? better : item)];
        merged.AddRange(changed.Where(item => byKey.ContainsKey(key(item))));
        return merged;
    }

    private sealed record Row(long Seq, byte[] Json);

    private static class Sql
    {
        // What came in since the turn read makes this update miss: the turn runs again with it (decisions.md 2).
        public const string UpdateConversation = """
            update conversation set proof = @proof, proven_subject = @provenSubject, locale = @locale, status = @status,
              owner = @owner, owner_agent = @ownerAgent, owner_name = @ownerName, owner_epoch = @epoch, handoff = @handoff, queued_at = @queuedAt, urgent = @urgent,
              seq = @seq, handled_seq = @handledSeq, journal = @journal, handled_journal = @handledJournal,
              turn = @turn, version = @version, unread_since = @unreadSince, state = @state, updated_at = @now
            where id = @id and version = @wasVersion and seq = @wasSeq and journal = @wasJournal
            """;

        public const string InsertHeard = """
            insert into activity (conversation_id, seq, role, author, dedupe_key, turn, at, json)
            values (@id, @seq, 'customer', @author, @dedupe, 0, @at, @json)
            on conflict do nothing
            """;

        public const string InsertActivity = """
            insert into activity (conversation_id, seq, role, author, dedupe_key, turn, at, json)
            values (@id, @seq, 'bot', null, null, @turn, @at, @json)
            """;
    }
}
