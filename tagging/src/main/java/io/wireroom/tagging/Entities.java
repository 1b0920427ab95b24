package io.wireroom.tagging;

import io.wireroom.contract.Article.Tag;
import java.util.List;

/** The people, organisations and places of an article, each in the order of first mention. */
public record Entities(List<Tag> people, List<Tag> organisations, List<Tag> places) {

    /** Nothing found. */
    public static final Entities NONE = new Entities(List.of(), List.of(), List.of());

    public Entities {
        people = List.copyOf(people);
        organisations = List.copyOf(organisations);
        places = List.copyOf(places);
    }
}
