-- What each article is a copy of, its story, and the stories: the newest state of news.group.v1 and news.story.v1.
-- No foreign keys: the topics have no order between them. The id of an article or story that is gone may stay here.

-- Articles that are or were a copy or in a story.
create table article_group (
    article text        primary key,
    -- The article that appeared first with this text; null for an original.
    copy_of text,
    story   text,
    -- When that was found.
    at      timestamptz not null
);
create index article_group_copies on article_group (copy_of) where copy_of is not null;
create index article_group_story on article_group (story) where story is not null;

-- Stories: an event and what is known of its articles. Their articles are in story_article.
create table story (
    id              text        primary key,
    title           text        not null,
    central_article text        not null,
    -- Of the articles in the window of the step match.
    articles        integer     not null,
    only_copies     boolean     not null,
    sites           integer     not null,
    languages       text[]      not null,
    names           text[]      not null,
    places          text[]      not null,
    first_seen_at   timestamptz not null,
    last_seen_at    timestamptz not null,
    -- The older story that all of its articles are in now.
    merged_into     text,
    split_from      text,
    at              timestamptz not null
);
-- Lists, newest first.
create index story_newest on story (last_seen_at desc, id) where merged_into is null;

-- The articles of each story.
create view story_article as
    select story, article, copy_of from article_group where story is not null;
