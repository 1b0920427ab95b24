package io.wireroom.store.query;

import io.wireroom.store.SqlConstants;
import io.wireroom.store.query.Ledger.Term;

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
     * All items discovered since then, as counts by hour and term, and as imbalances. Parameters: pattern of the outcome
     * topic, since, since, overdue before, most imbalances.
     *
     * <p>Only the topic that was read last counts: an installation with more partitions has new topics, and the positions
     * in the old ones stay.
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
            chosen as (select distinct item from outcome where discovered_at >= ?),
            items as materialized (
                select item,
                       min(url) as url,
                       coalesce(min(discovered_at) filter (where step = {Step.SCHEDULE} and attempt = 0),
                                min(discovered_at)) as discovered,
                       coalesce(bool_or(status = {Status.DISCOVERED}) filter (where step = {Step.SCHEDULE} and attempt = 0), false)
                           as is_discovered,
                       coalesce(bool_or(status = {Status.REVISIT}) filter (where step = {Step.SCHEDULE} and attempt = 0), false)
                           as is_revisit,
                       bool_or(step <> {Step.STORE} or recorded_at <= horizon.reached) as known,
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
                  from outcome join chosen using (item) cross join horizon
                 group by item
                having coalesce(min(discovered_at) filter (where step = {Step.SCHEDULE} and attempt = 0),
                                min(discovered_at)) >= ?),
            counts as (
                select date_trunc('hour', discovered, 'UTC') as hour, term, reason, count(*) as number
                  from items cross join lateral (values
                       ({Term.DISCOVERED}, null, is_discovered),
                       ({Term.REVISITS}, null, is_revisit),
                       ({Term.STORED}, null, is_stored),
                       ({Term.UNCHANGED}, null, is_unchanged),
                       ({Term.DUPLICATE}, null, is_duplicate),
                       ({Term.REJECTED}, rejected, rejected is not null),
                       ({Term.NOT_FETCHED}, not_fetched, not_fetched is not null),
                       ({Term.DEAD_LETTERED}, null, is_dead),
                       ({Term.IN_FLIGHT}, null, ends = 0),
                       ({Term.WAITING}, null, ends = 0 and is_waiting)) as terms (term, reason, applies)
                 where known and applies
                 group by 1, 2, 3),
            imbalances as (
                select item, url, discovered, what
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
            select hour, term, reason, number, null as item, null as url, null as what from counts
            union all
            select null, null, null, null, item, url, what from imbalances""", Term.values());

    /** Outcomes without their article version and the reverse. Parameters: since, since, since, most imbalances. */
    static final String ROWS = SqlConstants.fill("""
            select o.item, o.url, 'stored, but version ' || coalesce(o.version::text, '?') || ' of article '
                       || coalesce(o.article, '?') || ' is missing from article_version' as what
              from outcome o left join article_version v on v.id = o.article and v.version = o.version
             where o.discovered_at >= ? and o.step = {Step.STORE} and o.status = {Status.STORED} and v.id is null
            union all
            select v.item, coalesce((select min(o.url) from outcome o where o.item = v.item), v.record->>'url'),
                   'the record that version ' || v.version || ' of article ' || v.id || ' was stored is missing'
              from article_version v
             where v.stored_at >= ?
               and not exists (select from outcome o
                                where o.item = v.item and o.step = {Step.STORE} and o.status = {Status.STORED}
                                  and o.article = v.id and o.version = v.version)
            union all
            select v.item, coalesce((select min(o.url) from outcome o where o.item = v.item), v.record->>'url'),
                   case when a.id is null then 'article ' || v.id || ' has version ' || v.version
                                                || ', but is missing from article'
                        else 'article ' || v.id || ' stands at version ' || a.version || ', but version ' || v.version
                             || ' is newer' end
              from article_version v left join article a on a.id = v.id
             where v.stored_at >= ?
               and (a.id is null or (a.observed_at, a.version) < (v.observed_at, v.version))
             limit ?""");
}
