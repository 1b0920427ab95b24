package io.wireroom.enrich.clean;

import io.wireroom.contract.FieldRule;
import io.wireroom.enrich.clean.dates.FoundDate;
import io.wireroom.enrich.clean.metadata.Sourced;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the fields of an article come from, by field name.
 *
 * @param rules that gave the fields that are there
 * @param notes for people: reasons for absent fields and original strings
 */
public record FieldOrigins(Map<String, FieldRule> rules, Map<String, String> notes) {

    public FieldOrigins {
        rules = Map.copyOf(rules);
        notes = Map.copyOf(notes);
    }

    static FieldOrigins of(Content content, PageDetails page) {
        var origins = new Builder();
        origins.field("title", content.headline());
        origins.field("text", content.textRule());
        origins.field("authors", content.authors().persons());
        origins.field("byline", content.authors().byline());
        origins.date("publishedAt", content.published());
        page.modified().ifPresent(date -> origins.date("modifiedAt", date));
        origins.field("canonicalUrl", page.canonical().rule());
        origins.field("charset", page.charset());
        origins.field("declaredLanguage", page.language());
        origins.field("images", page.images());
        origins.field("section", page.section());
        origins.field("genre", page.genre());
        origins.field("keywords", page.keywords());
        origins.field("access", page.access());
        origins.field("rights", page.rights());
        if (content.standfirst() != null) {
            origins.field("subtitle", FieldRule.STANDFIRST);
        }
        if (page.canonical().rejected() != null) {
            origins.note("canonicalUrl", "not believed: " + page.canonical().rejected());
        }
        if (content.authors().persons().isEmpty()) {
            origins.note("authors", absentAuthors(content));
        }
        if (!content.authors().organisations().isEmpty()) {
            origins.note(
                    "authors.organisations", String.join("; ", content.authors().organisations()));
        }
        content.siteRuleNotes().forEach(origins::note);
        return new FieldOrigins(origins.rules, origins.notes);
    }

    private static String absentAuthors(Content content) {
        var ruled = content.authors().byline().filter(byline -> byline.rule() == FieldRule.SITE_RULE);
        return ruled.isPresent()
                ? "absent: what the site rule selects names no person"
                : "absent: the page names no person";
    }

    private static final class Builder {

        private final Map<String, FieldRule> rules = new HashMap<>();
        private final Map<String, String> notes = new HashMap<>();

        void field(String name, FieldRule rule) {
            rules.put(name, rule);
        }

        void field(String name, Optional<? extends Sourced<?>> value) {
            value.ifPresent(found -> field(name, found.rule()));
        }

        void date(String name, FoundDate date) {
            switch (date) {
                case FoundDate.Dated dated -> {
                    field(name, dated.rule());
                    note(name, dated.original());
                }
                case FoundDate.Undated(var reason) -> note(name, reason);
            }
        }

        void note(String name, String text) {
            notes.put(name, text);
        }
    }
}
