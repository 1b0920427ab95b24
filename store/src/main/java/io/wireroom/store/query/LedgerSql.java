package io.wireroom.store.query;

import io.wireroom.store.SqlConstants;
import io.wireroom.store.query.Ledger.Term;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The queries of the ledger.
 *
 * <p>They rely on the order of the log: the outcomes of an item are in one partition, and each step writes its outcome
 * before the next begins, so a later step's row implies the earlier ones. Only the store's own row comes from another
 * topic; it implies the others once the outcome topic was read to an end that is later than the row ({@code horizon}).
 */
final class LedgerSql {

    private LedgerSql() {}

    /**
     * All items discovered from a time on and before another, as counts by hour and term, as the state of each hour, and
     * as imbalances. Parameters: pattern of the outcome topic, overdue before (twice), most imbalances.
     *
     * <p>Only the topic that was read last counts: an installation with more partitions has new topics, and the positions
     * in the old ones stay.
     *
     * <p>{@code offset 0} keeps PostgreSQL from computing the columns of the view in every aggregate anew, which took four
     * times as long. Only the items with an imbalance need their address, which is in another table.
     *
     * <p>What the scheduler itself passes to enrich needs no fetch before it, except the report that a page is gone.
     *
     * <p>A dead letter that was replayed is not an end: a later attempt supersedes it and begins at the step that had
     * failed ({@code refetches, recleans, restores}).
     */
    static final String ITEMS = SqlConstants.fill("""
            with outcome_offset as (select * from sink_offset where topic like ?),
            horizon as (
                select min(coalesce(caught_up_at, '-infinity')) as reached from outcome_offset
                 where topic = (select topic from outcome_offset order by updated_at desc limit 1)),
            items as materialized (
                select item,
                       date_trunc('hour', min(discovered_at), 'UTC') as hour,
                       min(discovered_at) as discovered,
                       coalesce(bool_or(status = {Status.DISCOVERED}) filter (where step = {Step.SCHEDULE} and attempt = 0), false)
                           as is_discovered,
                       coalesce(bool_or(status = {Status.REVISIT}) filter (where step = {Step.SCHEDULE} and attempt = 0), false)
                           as is_revisit,
                       bool_or(step <> {Step.STORE} or recorded_at <= horizon.reached) as known,
                       bool_and(step <> {Step.STORE} or recorded_at <= horizon.reached) as complete,
                       count(*) filter (where is_final and status <> {Status.DEAD_LETTERED})
                           + case when max(attempt) filter (where is_final and status = {Status.DEAD_LETTERED}) = max(attempt)
                                  then 1 else 0 end as ends,
                       bool_or(contradicted) as contradicted,
                       coalesce(max(at) filter (where step = {Step.SCHEDULE}), max(at)) as last_moved,
                       max(attempt) filter (where step = {Step.SCHEDULE} and status = {Status.WAITING})
                           = max(attempt) filter (where step = {Step.SCHEDULE}) as is_waiting,
                       bool_or(is_final and status = {Status.STORED}) as is_stored,
                       bool_or(is_final and status = {Status.UNCHANGED}) as is_unchanged,
                       bool_or(is_final and status = {Status.DUPLICATE}) as is_duplicate,
                       coalesce(max(attempt) filter (where is_final and status = {Status.DEAD_LETTERED}) = max(attempt), false)
                           as is_dead,
                       bool_or(is_final and status = {Status.ERASED}) as is_erased,
                       min(coalesce(reason, 'unknown')) filter (where is_final and status = {Status.REJECTED}) as rejected,
                       min(coalesce(reason, 'unknown')) filter (where is_final and status = {Status.NOT_FETCHED}) as not_fetched,
                       coalesce(array_agg(attempt) filter (where step = {Step.SCHEDULE}), '{}') as schedules,
                       coalesce(array_agg(attempt - 1) filter (where step = {Step.SCHEDULE} and attempt > 1), '{}')
                           as retried,
                       coalesce(array_agg(attempt) filter (where step = {Step.FETCH} or (step = {Step.SCHEDULE}
                                    and status = {Status.FETCHED} and coalesce(reason, '') not in ({FetchReason.GONE}, {FetchReason.NOT_FOUND}))), '{}')
                           as fetches,
                       coalesce(array_agg(attempt) filter (where step = {Step.CLEAN}), '{}') as cleans,
                       coalesce(array_agg(attempt) filter (where step = {Step.STORE} and recorded_at <= horizon.reached), '{}')
                           as stores,
                       coalesce(array_agg(attempt + 1) filter (where step = {Step.FETCH} and status = {Status.DEAD_LETTERED}), '{}')
                           as refetches,
                       coalesce(array_agg(attempt + 1) filter (where step = {Step.CLEAN} and status = {Status.DEAD_LETTERED}), '{}')
                           as recleans,
                       coalesce(array_agg(attempt + 1) filter (where step = {Step.STORE} and status = {Status.DEAD_LETTERED}), '{}')
                           as restores
                  from (select item, step, attempt, status, reason, is_final, at, discovered_at, contradicted, recorded_at
                          from outcome where discovered_at >= {from} and discovered_at < {to}
                        offset 0) as outcome
                  cross join horizon
                 group by item),
            states as (
                select hour, bool_and(complete) as complete,
                       min(last_moved) filter (where ends = 0 and last_moved >= ?) as idle_since
                  from items group by hour),
            counts as (
                select hour, term, reason, count(*) as number
                  from items cross join lateral (values
                       ({Term.DISCOVERED}, null, is_discovered),
                       ({Term.REVISITS}, null, is_revisit),
                       ({Term.STORED}, null, is_stored),
                       ({Term.UNCHANGED}, null, is_unchanged),
                       ({Term.DUPLICATE}, null, is_duplicate),
                       ({Term.REJECTED}, rejected, rejected is not null),
                       ({Term.NOT_FETCHED}, not_fetched, not_fetched is not null),
                       ({Term.DEAD_LETTERED}, null, is_dead),
                       ({Term.ERASED}, null, is_erased),
                       ({Term.IN_FLIGHT}, null, ends = 0),
                       ({Term.WAITING}, null, ends = 0 and is_waiting)) as terms (term, reason, applies)
                 where known and applies
                 group by 1, 2, 3),
            imbalances as (
                select item, hour, discovered, what
                  from items cross join lateral (values
                       (known and not is_discovered and not is_revisit, 'the record of its discovery is missing'),
                       (not fetches <@ (schedules || refetches), 'fetched, but the record of its release is missing'),
                       (not retried <@ fetches, 'released again, but the record of the fetch before is missing'),
                       (not cleans <@ (fetches || recleans), 'cleaned, but the record of its fetch is missing'),
                       (not stores <@ (cleans || restores), 'stored, but the record of its publication is missing'),
                       (ends > 1, 'has ' || ends || ' ends'),
                       (contradicted, 'two different ends were reported for one attempt'),
                       (ends = 0 and last_moved < ?, 'has no end, and the last that is known is of '
                           || to_char(last_moved at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
                       as checks (broken, what)
                 where broken
                 order by discovered, item
                 limit ?)
            select hour, term, reason, number, null as complete, null::timestamptz as idle_since, null as item, null as url,
                   null as what from counts
            union all
            select hour, null, null, null, complete, idle_since, null, null, null from states
            union all
            select hour, null, null, null, null, null, item,
                   (select min(o.url) from outcome o where o.item_key = outcome_key(imbalances.item)
                       and o.discovered_at >= {from} and o.discovered_at < {to}), what
              from imbalances""", Term.values());

    /**
     * Outcomes without their article version and the reverse, of items discovered from a time on and before another.
     * Parameter: most imbalances.
     */
    static final String ROWS = SqlConstants.fill("""
            select date_trunc('hour', o.discovered_at, 'UTC') as hour, o.item, o.url,
                   'stored, but version ' || coalesce(o.version::text, '?') || ' of article '
                       || coalesce(o.article, '?') || ' is missing from article_version' as what
              from outcome o left join article_version v on v.id = o.article and v.version = o.version
             where o.discovered_at >= {from} and o.discovered_at < {to}
               and o.step = {Step.STORE} and o.status = {Status.STORED} and v.id is null
            union all
            select date_trunc('hour', v.discovered_at, 'UTC'), v.item,
                   coalesce((select min(o.url) from outcome o where o.item_key = outcome_key(v.item)
                       and o.discovered_at >= {from} and o.discovered_at < {to}), v.record->>'url'),
                   'the record that version ' || v.version || ' of article ' || v.id || ' was stored is missing'
              from article_version v
             where v.discovered_at >= {from} and v.discovered_at < {to}
               and not exists (select from outcome o
                                where o.item_key = outcome_key(v.item) and o.discovered_at = v.discovered_at
                                  and o.discovered_at >= {from} and o.discovered_at < {to}
                                  and o.step = {Step.STORE} and o.status = {Status.STORED}
                                  and o.article = v.id and o.version = v.version)
            union all
            select date_trunc('hour', v.discovered_at, 'UTC'), v.item,
                   coalesce((select min(o.url) from outcome o where o.item_key = outcome_key(v.item)
                       and o.discovered_at >= {from} and o.discovered_at < {to}), v.record->>'url'),
                   case when a.id is null then 'article ' || v.id || ' has version ' || v.version
                                                || ', but is missing from article'
                        else 'article ' || v.id || ' stands at version ' || a.version || ', but version ' || v.version
                             || ' is newer' end
              from article_version v left join newest_article a on a.id = v.id
             where v.discovered_at >= {from} and v.discovered_at < {to}
               and (a.id is null or (a.observed_at, a.version) < (v.observed_at, v.version))
             limit ?""");

    /** The first instant whose outcomes are kept. */
    static final String DROPPED = "select max(before) as before from outcome_dropped";

    /**
     * Hours from a time on whose sums hold: nothing has changed since they were read, nothing is wrong with them, no item
     * has become overdue. Those whose outcomes were dropped hold as they are. Parameters: from, dropped before, overdue
     * before.
     */
    static final String SETTLED = """
            select h.hour, s.term, s.reason, s.number
              from ledger_hour h left join ledger_sum s using (hour)
             where h.hour >= ?
               and (h.hour < ?
                    or h.complete and h.imbalances = 0 and (h.idle_since is null or h.idle_since >= ?)
                       and not exists (select from ledger_change c where c.hour = h.hour))
             order by h.hour""";

    /**
     * Hours that are to be read again, newest first: a row changed, a row of the store was ahead, or an item has become
     * overdue. Hours older than six hours are read again after ten minutes at the earliest. Parameters: overdue before,
     * dropped before, now (twice), most hours.
     */
    static final String DUE = """
            with due as (
                select hour from ledger_change
                union
                select hour from ledger_hour where not complete or idle_since < ?)
            select due.hour
              from due left join ledger_hour h using (hour)
             where due.hour >= ?
               and (h.hour is null or h.hour > ?::timestamptz - interval '6 hours'
                    or h.read_at < ?::timestamptz - interval '10 minutes')
             order by due.hour desc
             limit ?""";

    /**
     * A query of items with the time that it covers; null for no end. As literals, so that PostgreSQL plans only for the
     * partitions of that time.
     */
    static String between(String sql, Instant from, @Nullable Instant to) {
        return sql.replace("{from}", literal(from)).replace("{to}", to == null ? "'infinity'" : literal(to));
    }

    private static String literal(Instant time) {
        return time.equals(Instant.MIN) ? "'-infinity'" : "'" + time + "'";
    }
}
