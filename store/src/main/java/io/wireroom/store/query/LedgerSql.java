package io.wireroom.store.query;

/**
 * The ledger's questions in SQL.
 *
 * <p>What may be demanded of the rows rests on the order of the log: an item's outcomes lie in one partition, each step
 * writes its own before the next can begin, so who is there proves those before it. Only the store's own row comes from
 * another topic; it demands the others once the outcome topic was read to its end after it was made ({@code horizon}).
 */
final class LedgerSql {

    private LedgerSql() {}

    /**
     * All items discovered since the first parameter, as counts by hour and term, and as imbalances. Parameters: since,
     * since, overdue before, most imbalances.
     *
     * <p>What the scheduler hands on itself needs no fetch before it, but for the news that a page is gone: a fetch has
     * told that.
     *
     * <p>A dead letter that was replayed is no end: an attempt after it supersedes it, and begins
     * at the step that had failed ({@code refetches, recleans, restores}).
     */
    static final String ITEMS = """
            with horizon as (
                select min(coalesce(caught_up_at, '-infinity')) as reached from sink_offset where topic like '%outcome.v1'),
            chosen as (select distinct item from outcome where discovered_at >= ?),
            items as materialized (
                select item,
                       min(url) as url,
                       coalesce(min(discovered_at) filter (where step = 'schedule' and attempt = 0),
                                min(discovered_at)) as discovered,
                       coalesce(bool_or(status = 'discovered') filter (where step = 'schedule' and attempt = 0), false)
                           as is_discovered,
                       coalesce(bool_or(status = 'revisit') filter (where step = 'schedule' and attempt = 0), false)
                           as is_look,
                       bool_or(step <> 'store' or recorded_at <= horizon.reached) as known,
                       count(*) filter (where is_final and status <> 'dead-lettered')
                           + case when max(attempt) filter (where is_final and status = 'dead-lettered') = max(attempt)
                                  then 1 else 0 end as ends,
                       bool_or(contradicted) as contradicted,
                       coalesce(max(at) filter (where step = 'schedule'), max(at)) as last_moved,
                       max(attempt) filter (where step = 'schedule' and status = 'waiting')
                           = max(attempt) filter (where step = 'schedule') as is_waiting,
                       bool_or(is_final and status = 'stored') as is_stored,
                       bool_or(is_final and status = 'unchanged') as is_unchanged,
                       bool_or(is_final and status = 'duplicate') as is_duplicate,
                       coalesce(max(attempt) filter (where is_final and status = 'dead-lettered') = max(attempt), false)
                           as is_dead,
                       min(coalesce(reason, 'unknown')) filter (where is_final and status = 'rejected') as rejected,
                       min(coalesce(reason, 'unknown')) filter (where is_final and status = 'not-fetched') as not_fetched,
                       coalesce(array_agg(attempt) filter (where step = 'schedule'), '{}') as schedules,
                       coalesce(array_agg(attempt - 1) filter (where step = 'schedule' and attempt > 1), '{}')
                           as retried,
                       coalesce(array_agg(attempt) filter (where step = 'fetch' or (step = 'schedule'
                                    and status = 'fetched' and coalesce(reason, '') not in ('gone', 'not-found'))), '{}')
                           as fetches,
                       coalesce(array_agg(attempt) filter (where step = 'clean'), '{}') as cleans,
                       coalesce(array_agg(attempt) filter (where step = 'store' and recorded_at <= horizon.reached), '{}')
                           as stores,
                       coalesce(array_agg(attempt + 1) filter (where step = 'fetch' and status = 'dead-lettered'), '{}')
                           as refetches,
                       coalesce(array_agg(attempt + 1) filter (where step = 'clean' and status = 'dead-lettered'), '{}')
                           as recleans,
                       coalesce(array_agg(attempt + 1) filter (where step = 'store' and status = 'dead-lettered'), '{}')
                           as restores
                  from outcome join chosen using (item) cross join horizon
                 group by item
                having coalesce(min(discovered_at) filter (where step = 'schedule' and attempt = 0),
                                min(discovered_at)) >= ?),
            counts as (
                select date_trunc('hour', discovered, 'UTC') as hour, term, reason, count(*) as number
                  from items cross join lateral (values
                       ('discovered', null, is_discovered),
                       ('looks', null, is_look),
                       ('stored', null, is_stored),
                       ('unchanged', null, is_unchanged),
                       ('duplicate', null, is_duplicate),
                       ('rejected', rejected, rejected is not null),
                       ('not-fetched', not_fetched, not_fetched is not null),
                       ('dead-lettered', null, is_dead),
                       ('in-flight', null, ends = 0),
                       ('waiting', null, ends = 0 and is_waiting)) as terms (term, reason, applies)
                 where known and applies
                 group by 1, 2, 3),
            imbalances as (
                select item, url, discovered, what
                  from items cross join lateral (values
                       (known and not is_discovered and not is_look, 'the record of its discovery is missing'),
                       (not fetches <@ (schedules || refetches), 'fetched, but the record of its release is missing'),
                       (not retried <@ fetches, 'released again, but the record of the fetch before is missing'),
                       (not cleans <@ (fetches || recleans), 'cleaned, but the record of its fetch is missing'),
                       (not stores <@ (cleans || restores), 'stored, but the record of its publication is missing'),
                       (ends > 1, 'has ' || ends || ' ends'),
                       (contradicted, 'two different ends were told for one attempt'),
                       (ends = 0 and last_moved < ?, 'has no end, and the last that is known is of '
                           || to_char(last_moved at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))
                       as checks (broken, what)
                 where broken
                 order by discovered, item
                 limit ?)
            select hour, term, reason, number, null as item, null as url, null as what from counts
            union all
            select null, null, null, null, item, url, what from imbalances""";

    /** The rows that outcomes and articles owe each other. Parameters: since, since, since, most imbalances. */
    static final String ROWS = """
            select o.item, o.url, 'stored, but version ' || coalesce(o.version::text, '?') || ' of article '
                       || coalesce(o.article, '?') || ' is missing from article_version' as what
              from outcome o left join article_version v on v.id = o.article and v.version = o.version
             where o.discovered_at >= ? and o.step = 'store' and o.status = 'stored' and v.id is null
            union all
            select v.item, coalesce((select min(o.url) from outcome o where o.item = v.item), v.record->>'url'),
                   'the record that version ' || v.version || ' of article ' || v.id || ' was stored is missing'
              from article_version v
             where v.stored_at >= ?
               and not exists (select from outcome o
                                where o.item = v.item and o.step = 'store' and o.status = 'stored'
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
             limit ?""";
}
