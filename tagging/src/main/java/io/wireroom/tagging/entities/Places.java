package io.wireroom.tagging.entities;

import io.wireroom.contract.Article.Creator;
import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.lexicon.CharFolding;
import io.wireroom.tagging.places.Gazetteer;
import io.wireroom.tagging.places.Place;
import io.wireroom.tagging.places.PlaceSenses.Sense;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves the names of places. A name means the same place throughout an article, except where the words beside it name
 * another one ("St. Petersburg, Florida"). Not thread-safe.
 */
final class Places {

    private static final char LAST_OF_LATIN_1 = 0xff;
    private static final char FIRST_OF_OTHER_SCRIPTS = 0x0370;

    /** How often the adjectives of a country have to be used; once in passing is not what an article is about. */
    private static final int LEAST_SPOKEN = 2;

    private final Gazetteer gazetteer;
    private final Creator creator;
    private final TagInput input;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Entity> unknown = new LinkedHashMap<>();

    private record Finding(Sense sense, double alsoSure, String surface) {}

    Places(Gazetteer gazetteer, Creator creator, TagInput input) {
        this.gazetteer = gazetteer;
        this.creator = creator;
        this.input = input;
    }

    /**
     * Adds a name of the gazetteer, with another finder's confidence that it is a place; 0 if that finder has no
     * opinion.
     */
    void add(Sense sense, double alsoSure) {
        var surface = CharFolding.fold(input.text().substring(sense.start(), sense.end()));
        findings.add(new Finding(sense, alsoSure, surface));
    }

    /** Adds a place that is not in the gazetteer. */
    void add(FoldedTokens tokens, TokenSpan span) {
        unknown.computeIfAbsent(
                        KindVotes.surface(tokens, span), key -> new Entity(Kind.PLACE, People.text(tokens, span)))
                .add(tokens, span);
    }

    /** Places from the name finder only. */
    List<Entity> unknown() {
        return List.copyOf(unknown.values());
    }

    /**
     * Places of the gazetteer. An adjective counts if the article never names its country, and speaks of it in the title
     * or the first paragraph, or more than once.
     */
    List<Entity> known() {
        var meaning = new HashMap<String, Sense>();
        for (var finding : findings) {
            var sense = finding.sense();
            if (sense.place() != null) {
                meaning.merge(
                        finding.surface(), sense, (one, other) -> one.confidence() >= other.confidence() ? one : other);
            }
        }
        var named = new HashSet<Place>();
        var spoken = new HashMap<Place, Integer>();
        for (var finding : findings) {
            var place = finding.sense().place();
            if (place != null && !finding.sense().isDemonym()) {
                named.add(place);
            } else if (place != null) {
                spoken.merge(place, isAtTop(finding) ? LEAST_SPOKEN : 1, Integer::sum);
            }
        }
        var entities = new LinkedHashMap<String, Entity>();
        for (var finding : findings) {
            if (finding.sense().isDemonym()
                    && (named.contains(finding.sense().place())
                            || spoken.getOrDefault(finding.sense().place(), 0) < LEAST_SPOKEN)) {
                continue;
            }
            var sense = finding.sense().isQualified()
                    ? finding.sense()
                    : meaning.getOrDefault(finding.surface(), finding.sense());
            var place = sense.place();
            var printed = input.text()
                    .substring(finding.sense().start(), finding.sense().end());
            var entity = place == null
                    ? entities.computeIfAbsent("?" + finding.surface(), key -> new Entity(Kind.PLACE, printed))
                    : entities.computeIfAbsent(key(place), key -> new Entity(Kind.PLACE, nameOf(place, printed)));
            entity.identify(place == null ? null : place.uri(), creator);
            double confidence = 1 - (1 - sense.confidence()) * (1 - finding.alsoSure() / 2);
            entity.addMention(finding.sense().start(), finding.sense().end(), confidence);
        }
        return List.copyOf(entities.values());
    }

    private boolean isAtTop(Finding finding) {
        int paragraph = input.text().indexOf('\n');
        return paragraph < 0
                || finding.sense().start() < paragraph
                || CharFolding.fold(input.title()).contains(finding.surface());
    }

    /** All places. */
    List<Entity> entities() {
        var all = new ArrayList<>(known());
        all.addAll(unknown());
        return all;
    }

    /** The usual name in the language; the printed name replaces a scholarly transcription. */
    private String nameOf(Place place, String printed) {
        var name = gazetteer.nameIn(place, input.language());
        boolean isTranscription = place.kind() == Place.Kind.CITY
                && name.chars().anyMatch(unit -> unit > LAST_OF_LATIN_1 && unit < FIRST_OF_OTHER_SCRIPTS);
        boolean isPrintedAsName = printed.chars().anyMatch(Character::isLowerCase);
        return isTranscription && isPrintedAsName ? printed : name;
    }

    private static String key(Place place) {
        var uri = place.uri();
        return uri == null ? place.kind() + place.country() + place.name() : uri;
    }
}
