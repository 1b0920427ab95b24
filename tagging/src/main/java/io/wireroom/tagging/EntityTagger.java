package io.wireroom.tagging;

import io.wireroom.contract.Article.Tag;
import java.util.List;

/** Finds people, organisations and places. Thread-safe. */
public interface EntityTagger {

    /** One tag a person, organisation or place, with all its mentions, in the order of first mention. */
    Entities tag(TagInput input);

    /** What was found, by type. */
    record Entities(List<Tag> people, List<Tag> organisations, List<Tag> places) {

        /** Nothing found. */
        public static final Entities NONE = new Entities(List.of(), List.of(), List.of());

        public Entities {
            people = List.copyOf(people);
            organisations = List.copyOf(organisations);
            places = List.copyOf(places);
        }
    }
}
