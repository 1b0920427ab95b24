-- One row for each item with all its outcomes, in place of a row for each outcome: about a fifth of the size. The view
-- outcome has the columns that the table had; it can be changed by hand, too.
-- PostgreSQL packs every outcome anew; docs/operations.md states how long it takes.

-- Ids are the 16 bytes that their 32 hexadecimal characters stand for. Any other id is a zero byte and its text, with a
-- second zero byte where both would be 16 bytes.
create function outcome_key(id text) returns bytea language sql immutable parallel safe as $$
    select case when id ~ '^[0-9a-f]{32}$' then decode(id, 'hex')
                else decode(case when octet_length(id) = 15 then '\000\000' else '\000' end || replace(id, '\', '\\'), 'escape')
           end $$;

create function outcome_text(key bytea) returns text language sql stable parallel safe as $$
    select case octet_length(key) when 16 then encode(key, 'hex')
                else convert_from(ltrim(key, '\x00'::bytea), getdatabaseencoding()) end $$;

-- A letter for each step; 'a' is attempt 0 of the scheduler: how the item came to be.
create function outcome_step_letter(step text, attempt integer) returns text language sql immutable parallel safe as $$
    select case step when 'schedule' then case attempt when 0 then 'a' else 's' end
                     when 'fetch' then 'f' when 'clean' then 'c' when 'store' then 't' when 'other' then 'o' end $$;

create function outcome_step(letter text) returns text language sql immutable parallel safe as $$
    select case letter when 'a' then 'schedule' when 's' then 'schedule' when 'f' then 'fetch' when 'c' then 'clean'
                       when 't' then 'store' when 'o' then 'other' end $$;

-- A letter for each status, a capital where the item ends with it.
create function outcome_status_letter(status text, is_final boolean) returns text language sql immutable parallel safe as $$
    select case when is_final then upper(letter) else letter end
      from (select case status when 'discovered' then 'd' when 'revisit' then 'v' when 'waiting' then 'w'
                               when 'released' then 'r' when 'returned' then 'b' when 'moved' then 'm'
                               when 'failed' then 'x' when 'fetched' then 'f' when 'published' then 'p'
                               when 'stored' then 's' when 'unchanged' then 'u' when 'duplicate' then 'c'
                               when 'rejected' then 'j' when 'not-fetched' then 'n' when 'dead-lettered' then 'l'
                               when 'erased' then 'e' when 'other' then 'o' end as letter) as letters $$;

create function outcome_status(letter text) returns text language sql immutable parallel safe as $$
    select case lower(letter) when 'd' then 'discovered' when 'v' then 'revisit' when 'w' then 'waiting'
                              when 'r' then 'released' when 'b' then 'returned' when 'm' then 'moved'
                              when 'x' then 'failed' when 'f' then 'fetched' when 'p' then 'published'
                              when 's' then 'stored' when 'u' then 'unchanged' when 'c' then 'duplicate'
                              when 'j' then 'rejected' when 'n' then 'not-fetched' when 'l' then 'dead-lettered'
                              when 'e' then 'erased' when 'o' then 'other' end $$;

alter table outcome rename to outcome_before;
drop index outcome_link, outcome_article, outcome_url;

-- The address of each link, once for all its items.
create table outcome_link (
    link bytea primary key,
    url  text  not null,
    -- The last day of discovery of an item of the link: it goes with the outcomes of that day.
    seen date  not null
);
create index outcome_link_url on outcome_link using hash (url);

-- The items with their outcomes, ordered by attempt and step.
create table outcome_item (
    discovered_at timestamptz   not null,
    -- When the newest outcome of the store was added.
    recorded_at   timestamptz,
    -- Of the article, as the last step has it.
    version       integer,
    item          bytea         not null,
    link          bytea         not null,
    source        bytea         not null,
    -- Null where it has the id of the link, as most have.
    article       bytea,
    -- Three letters for each outcome: its step, its status, and 'n' if it has no article, 'a' if it has the one above in
    -- this version and nothing else, 'x' if it is in the notes.
    steps         text          not null,
    ats           timestamptz[] not null,
    -- Null where all are 1, except attempt 0.
    attempts      integer[],
    -- Null where it is the link's.
    url           text,
    -- By number of the outcome.
    notes         jsonb,
    primary key (item, discovered_at)
) partition by range (discovered_at);
-- The hours of the ledger: items are added about in the order of their discovery.
create index outcome_item_discovered on outcome_item using brin (discovered_at) with (pages_per_range = 16);
-- Traces, and what is to be erased.
create index outcome_item_link on outcome_item using hash (link);
create index outcome_item_article on outcome_item using hash (article) where article is not null;
create index outcome_item_url on outcome_item using hash (url) where url is not null;

-- Creates the partition of a day if it is missing. Attaching locks out no reader and no writer. Each outcome of an item
-- replaces its row; the room left on a page keeps the new row beside the old one, so that no index changes.
create or replace function outcome_day(day date) returns void language plpgsql as $$
declare
    name text := 'outcome_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('wireroom outcome_day'));
    if to_regclass(name) is null then
        execute format('create table %I (like outcome_item including defaults) with (fillfactor = 80)', name);
        execute format('alter table outcome_item attach partition %I for values from (%L) to (%L)', name,
                       day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    end if;
end $$;

create type outcome_row as (
    item          text,
    step          text,
    attempt       integer,
    status        text,
    reason        text,
    is_final      boolean,
    at            timestamptz,
    link          text,
    url           text,
    source        text,
    discovered_at timestamptz,
    article       text,
    version       integer,
    detail        text,
    contradicted  boolean,
    recorded_at   timestamptz
);

-- All outcomes of some items as rows of outcome_item, in the order of their key.
create function outcome_pack(outcomes outcome_row[]) returns setof outcome_item language sql stable as $$
    with numbered as (
        select o.*, row_number() over (partition by item, discovered_at order by attempt, array_position(
                        array['schedule', 'fetch', 'clean', 'store', 'other'], step)) as number,
               first_value(article) over newest as item_article,
               first_value(version) over newest as item_version
          from unnest(outcomes) o
        window newest as (partition by item, discovered_at
                              order by (article is null), (step <> 'store'), attempt desc)),
    coded as (
        select n.*, outcome_step_letter(step, attempt) as step_letter,
               case when reason is null and detail is null and not contradicted then
                         case when article is null and version is null then 'n'
                              when (article, version) = (item_article, item_version) then 'a'
                              else 'x' end
                    else 'x' end as kind
          from numbered n),
    packed as (
        select discovered_at,
               max(recorded_at) filter (where step = 'store') as recorded_at,
               min(item_version) as version,
               outcome_key(item) as item,
               outcome_key((array_agg(link order by number))[1]) as link,
               outcome_key((array_agg(source order by number))[1]) as source,
               outcome_key(min(item_article)) as article,
               string_agg(step_letter || outcome_status_letter(status, is_final) || kind, '' order by number) as steps,
               array_agg(at order by number) as ats,
               case when bool_or(attempt <> case step_letter when 'a' then 0 else 1 end)
                    then array_agg(attempt order by number) end as attempts,
               (array_agg(url order by number))[1] as url,
               jsonb_object_agg(number, jsonb_strip_nulls(jsonb_build_object(
                   'reason', reason, 'detail', detail, 'article', article, 'version', version,
                   'contradicted', nullif(contradicted, false)))) filter (where kind = 'x') as notes
          from coded group by item, discovered_at)
    select p.discovered_at, p.recorded_at, p.version, p.item, p.link, p.source, nullif(p.article, p.link), p.steps,
           p.ats, p.attempts, nullif(p.url, l.url), p.notes
      from packed p left join outcome_link l using (link)
     order by p.item, p.discovered_at $$;

-- What became of every item at every step.
create view outcome as
select outcome_text(i.item) as item,
       outcome_step(substr(i.steps, c.place, 1)) as step,
       c.attempt,
       outcome_status(substr(i.steps, c.place + 1, 1)) as status,
       c.note ->> 'reason' as reason,
       substr(i.steps, c.place + 1, 1) <> lower(substr(i.steps, c.place + 1, 1)) as is_final,
       s.at,
       outcome_text(i.link) as link,
       coalesce(i.url, l.url) as url,
       outcome_text(i.source) as source,
       i.discovered_at,
       case substr(i.steps, c.place + 2, 1) when 'a' then outcome_text(coalesce(i.article, i.link))
                                            else c.note ->> 'article' end as article,
       case substr(i.steps, c.place + 2, 1) when 'a' then i.version
                                            else (c.note ->> 'version')::integer end as version,
       c.note ->> 'detail' as detail,
       coalesce((c.note ->> 'contradicted')::boolean, false) as contradicted,
       case when substr(i.steps, c.place, 1) = 't' then i.recorded_at end as recorded_at,
       i.item as item_key
  from outcome_item i
  left join outcome_link l using (link)
 cross join lateral unnest(i.ats) with ordinality as s (at, number)
 cross join lateral (
    select 3 * s.number::integer - 2,
           coalesce(i.attempts[s.number::integer], case when substr(i.steps, 3 * s.number::integer - 2, 1) = 'a' then 0 else 1 end),
           case when i.notes is not null then i.notes -> s.number::text end) as c (place, attempt, note);

-- The items that may be about these articles, by the indexes: outcome.article says which are.
create function outcome_items_of(articles bytea[]) returns setof bytea language sql stable as $$
    select item from outcome_item where link = any(articles)
    union
    select item from outcome_item where article = any(articles) $$;

-- Changes the view by hand: the outcomes of the item are packed anew.
create function outcome_edited() returns trigger language plpgsql as $$
declare
    outcomes outcome_row[];
    edited   record;
begin
    if tg_op = 'INSERT' then
        edited := new;
    else
        edited := old;
    end if;
    perform from outcome_item where item = outcome_key(edited.item) and discovered_at = edited.discovered_at for update;
    select coalesce(array_agg((o.item, o.step, o.attempt, o.status, o.reason, o.is_final, o.at, o.link, o.url, o.source,
                               o.discovered_at, o.article, o.version, o.detail, o.contradicted, o.recorded_at)::outcome_row),
                    '{}')
      into outcomes
      from outcome o
     where o.item_key = outcome_key(edited.item) and o.discovered_at = edited.discovered_at
       and (tg_op = 'INSERT' or (o.step, o.attempt) <> (old.step, old.attempt));
    if tg_op <> 'DELETE' then
        if exists (select from unnest(outcomes) o where (o.step, o.attempt) = (new.step, new.attempt)) then
            raise unique_violation using message = 'the item has an outcome of this step and attempt already';
        end if;
        if new.discovered_at <> edited.discovered_at or new.item <> edited.item then
            raise feature_not_supported using message = 'an outcome stays with its item';
        end if;
        perform outcome_day((new.discovered_at at time zone 'UTC')::date);
        insert into outcome_link (link, url, seen)
        values (outcome_key(new.link), new.url, (new.discovered_at at time zone 'UTC')::date)
            on conflict (link) do nothing;
        outcomes := outcomes || (new.item, new.step, new.attempt, new.status, new.reason, new.is_final, new.at, new.link,
                                 new.url, new.source, new.discovered_at, new.article, new.version, new.detail,
                                 coalesce(new.contradicted, false), coalesce(new.recorded_at, now()))::outcome_row;
    end if;
    delete from outcome_item where item = outcome_key(edited.item) and discovered_at = edited.discovered_at;
    insert into outcome_item select * from outcome_pack(outcomes);
    insert into ledger_change (hour) values (date_trunc('hour', edited.discovered_at, 'UTC'));
    return edited;
end $$;
create trigger outcome_edited instead of insert or update or delete on outcome
    for each row execute function outcome_edited();

-- Some 20,000 outcomes at a time: those of an item have the same time of discovery.
set local jit = off;
do $$
declare
    day   date;
    start timestamptz;
    span  interval;
begin
    for day in
        select to_date(substr(relname, 9), 'YYYYMMDD') from pg_inherits join pg_class on oid = inhrelid
         where inhparent = 'outcome_before'::regclass order by 1
    loop
        execute format('alter table %I rename to outcome_before_day', 'outcome_' || to_char(day, 'YYYYMMDD'));
        perform outcome_day(day);
        insert into outcome_link (link, url, seen)
        select outcome_key(link), (array_agg(url order by at))[1], day from outcome_before_day group by link
            on conflict (link) do update set seen = excluded.seen;
        start := day::timestamp at time zone 'UTC';
        select interval '1 day' / greatest(1, ceil(count(*) / 20000.0)) into span from outcome_before_day;
        while start < (day + 1)::timestamp at time zone 'UTC' loop
            insert into outcome_item
            select p.*
              from outcome_pack(array(
                    select (item, step, attempt, status, reason, is_final, at, link, url, source, discovered_at, article,
                            version, detail, contradicted, recorded_at)::outcome_row
                      from outcome_before_day o
                     where o.discovered_at >= start and o.discovered_at < start + span)) p;
            start := start + span;
        end loop;
        drop table outcome_before_day;
    end loop;
end $$;
drop table outcome_before;
analyze outcome_item;
analyze outcome_link;

-- The ledger reads an hour again when an item of it is lost.
create trigger ledger_outcome after delete on outcome_item
    for each row execute function ledger_outcome_changed();
