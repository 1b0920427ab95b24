-- Outcomes by day of discovery, the sums of the ledger by hour, and each text once.
-- PostgreSQL copies every outcome: the upgrade takes some minutes for ten million of them.

-- When an announced item was first discovered. A source that changes an entry announces the same item again, up to 64
-- days later; this places its outcomes with those of the first time.
create table announcement (
    item          text        primary key,
    discovered_at timestamptz not null
);

-- What became of every item at every step. All outcomes of an item have one discovered_at, so the key is item, step and
-- attempt; PostgreSQL requires the column of the partitions in it.
alter table outcome rename to outcome_before;
alter table outcome_before drop constraint outcome_pkey;
drop index outcome_discovered, outcome_link, outcome_article, outcome_url;
create table outcome (
    item          text        not null,
    step          text        not null,
    attempt       integer     not null,
    status        text        not null,
    reason        text,
    is_final      boolean     not null,
    at            timestamptz not null,
    link          text        not null,
    url           text        not null,
    source        text        not null,
    discovered_at timestamptz not null,
    article       text,
    version       integer,
    detail        text,
    contradicted  boolean     not null default false,
    recorded_at   timestamptz not null default now(),
    primary key (item, step, attempt, discovered_at)
) partition by range (discovered_at);
-- The hours of the ledger.
create index outcome_discovered on outcome (discovered_at);
-- Traces.
create index outcome_link on outcome (link);
create index outcome_article on outcome (article) where article is not null;
create index outcome_url on outcome using hash (url) where attempt = 0;

-- Creates the partition of a day if it is missing. Attaching locks out no reader and no writer.
create function outcome_day(day date) returns void language plpgsql as $$
declare
    name text := 'outcome_' || to_char(day, 'YYYYMMDD');
begin
    if to_regclass(name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtext('wireroom outcome_day'));
    if to_regclass(name) is null then
        execute format('create table %I (like outcome including defaults)', name);
        execute format('alter table outcome attach partition %I for values from (%L) to (%L)', name,
                       day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    end if;
end $$;

-- Days before this one were dropped; nothing is written for them any more. No row: none was.
create table outcome_dropped (
    before timestamptz not null
);

-- One row for each hour of discovery that the ledger has read.
create table ledger_hour (
    hour       timestamptz primary key,
    imbalances integer     not null,
    -- False while an outcome of the store is known and those before it are still to be read.
    complete   boolean     not null,
    -- The earliest last activity of an item in flight that is not overdue yet; null if there is none.
    idle_since timestamptz,
    read_at    timestamptz not null default now()
);
-- The sums of these hours. They stay when the outcomes are dropped.
create table ledger_sum (
    hour   timestamptz not null,
    term   text        not null,
    reason text        not null default '',
    number bigint      not null,
    primary key (hour, term, reason)
);
-- Hours whose rows have changed since they were read. Rows are only added, and removed by the reader that saw them.
create table ledger_change (
    hour timestamptz not null
);
-- When all changed hours had been read. No row: never.
create table ledger_state (
    read_at timestamptz not null
);

do $$
declare
    day date;
begin
    for day in select distinct (discovered_at at time zone 'UTC')::date from outcome_before loop
        perform outcome_day(day);
    end loop;
end $$;

create temporary table discovery on commit drop as
    select item,
           coalesce(min(discovered_at) filter (where step = 'schedule' and attempt = 0), min(discovered_at)) as discovered_at,
           coalesce(bool_or(status = 'discovered') filter (where step = 'schedule' and attempt = 0), false) as announced
      from outcome_before group by item;
analyze discovery;

insert into outcome (item, step, attempt, status, reason, is_final, at, link, url, source, discovered_at, article,
                     version, detail, contradicted, recorded_at)
select o.item, o.step, o.attempt, o.status, o.reason, o.is_final, o.at, o.link, o.url, o.source, d.discovered_at,
       o.article, o.version, o.detail, o.contradicted, o.recorded_at
  from outcome_before o join discovery d using (item);

insert into announcement (item, discovered_at)
select item, discovered_at from discovery where announced;

insert into ledger_change (hour)
select distinct date_trunc('hour', discovered_at, 'UTC') from discovery;

-- Versions know the hour of the ledger that they belong to.
alter table article_version add column discovered_at timestamptz;
update article_version v
   set discovered_at = coalesce((select d.discovered_at from discovery d where d.item = v.item), v.stored_at);
alter table article_version alter column discovered_at set not null;
create index article_version_discovered on article_version (discovered_at);

-- The record of the newest version was stored in article, too, and its text a third time. Now both are only in
-- article_version; article is a view with the same columns.
insert into article_version (id, version, item, observed_at, stored_at, record, discovered_at)
select a.id, a.version, coalesce(a.record -> 'provenance' ->> 'item', ''), a.observed_at, a.stored_at, a.record,
       a.stored_at
  from article a
    on conflict (id, version) do nothing;
create table newest_article as
select id, version, url, canonical_url, site, title, language, published_at, observed_at, first_seen_at, pub_status,
       source_id, stored_at
  from article;
drop table article;
drop table outcome_before;
alter table newest_article
    add primary key (id),
    alter column version set not null,
    alter column url set not null,
    alter column canonical_url set not null,
    alter column site set not null,
    alter column title set not null,
    alter column language set not null,
    alter column observed_at set not null,
    alter column first_seen_at set not null,
    alter column pub_status set not null,
    alter column source_id set not null,
    alter column stored_at set not null,
    alter column stored_at set default now();
-- Lists, newest first.
create index newest_article_observed on newest_article (observed_at desc, id);
-- A trace by final address. A hash, because an address may be longer than a B-tree entry.
create index newest_article_url on newest_article using hash (url);

create view article as
select a.id, a.version, a.url, a.canonical_url, a.site, a.title,
       (select v.record ->> 'text' from article_version v where v.id = a.id and v.version = a.version) as text,
       a.language, a.published_at, a.observed_at, a.first_seen_at, a.pub_status, a.source_id,
       (select v.record from article_version v where v.id = a.id and v.version = a.version) as record,
       a.stored_at
  from newest_article a;

-- The ledger reads an hour again when a row of it is lost or changed, also by hand. The sink notes the rows that it adds.
create function ledger_outcome_changed() returns trigger language plpgsql as $$
begin
    insert into ledger_change (hour) values (date_trunc('hour', old.discovered_at, 'UTC'));
    return null;
end $$;
create trigger ledger_outcome after delete or update on outcome
    for each row execute function ledger_outcome_changed();
create trigger ledger_version after delete on article_version
    for each row execute function ledger_outcome_changed();

create function ledger_article_changed() returns trigger language plpgsql as $$
begin
    insert into ledger_change (hour)
    select distinct date_trunc('hour', discovered_at, 'UTC') from article_version where id = old.id;
    return null;
end $$;
create trigger ledger_article after delete on newest_article
    for each row execute function ledger_article_changed();
create trigger ledger_article_back after update on newest_article
    for each row when ((new.observed_at, new.version) < (old.observed_at, old.version))
    execute function ledger_article_changed();
