-- The store: articles, outcomes, and how far the topics were read. PostgreSQL 15 and newer.
-- No foreign keys: articles and outcomes come from different topics, in no order between them.

-- The newest version of every article.
create table article (
    id            text        primary key,
    version       integer     not null,
    url           text        not null,
    canonical_url text        not null,
    site          text        not null,
    title         text        not null,
    text          text        not null,
    language      text        not null,
    published_at  timestamptz,
    observed_at   timestamptz not null,
    first_seen_at timestamptz not null,
    pub_status    text        not null,
    source_id     text        not null,
    record        jsonb       not null,
    stored_at     timestamptz not null default now()
);
-- Lists, newest first.
create index article_newest on article (observed_at desc, id);
-- A trace by final address. A hash, because an address may be longer than a B-tree entry.
create index article_url on article using hash (url);

-- Every version of every article.
create table article_version (
    id          text        not null,
    version     integer     not null,
    item        text        not null,
    observed_at timestamptz not null,
    stored_at   timestamptz not null default now(),
    record      jsonb       not null,
    primary key (id, version)
);
-- The ledger queries what was stored since a time.
create index article_version_stored on article_version (stored_at);

-- What became of every item at every step.
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
    primary key (item, step, attempt)
);
-- The window of the ledger.
create index outcome_discovered on outcome (discovered_at);
-- Traces.
create index outcome_link on outcome (link);
create index outcome_article on outcome (article) where article is not null;
create index outcome_url on outcome using hash (url) where attempt = 0;

-- How far each partition was read. The writer that raises the epoch owns the row; one with an older epoch is fenced.
create table sink_offset (
    topic        text        not null,
    partition    integer     not null,
    topic_id     text        not null,
    cluster_id   text        not null,
    epoch        bigint      not null,
    next_offset  bigint      not null,
    -- By this database's clock: everything that the log held at this moment is in the store. Null before the first time.
    caught_up_at timestamptz,
    updated_at   timestamptz not null default now(),
    primary key (topic, partition)
);

-- Full text apart from the insert: a generated column made inserts 13 times and replays 36 times slower.
create table article_search (
    id       text     primary key,
    version  integer  not null,
    document tsvector not null
);
create index article_search_document on article_search using gin (document);

-- Articles that the indexer has to process. By version, so that a writer never waits for the indexer's lock.
create table article_search_todo (
    id      text    not null,
    version integer not null,
    primary key (id, version)
);
