-- The ids of announcements as outcome_item has them: 16 bytes in place of 32 characters, in the rows and in the index.
-- PostgreSQL writes both anew, within seconds for a million.
alter table announcement alter column item type bytea using outcome_key(item);
