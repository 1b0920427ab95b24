-- Articles that an operator erased and that must not return. No text: the id is a hash of the address.
create table erased_article (
    id        text        primary key,
    erased_at timestamptz not null,
    erased_by text        not null,
    reason    text,
    -- Of the article's address; places the record that lets the article return.
    site      text        not null
);
