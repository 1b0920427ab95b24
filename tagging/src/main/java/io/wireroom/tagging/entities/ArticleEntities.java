package io.wireroom.tagging.entities;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.NameFinder;
import io.wireroom.tagging.NameFinder.Kind;
import io.wireroom.tagging.NameFinder.Name;
import io.wireroom.tagging.TagInput;
import io.wireroom.tagging.TaggingCode;
import io.wireroom.tagging.ner.ShippedNameFinder;
import io.wireroom.tagging.places.Gazetteer;
import io.wireroom.tagging.places.PlaceSenses;
import io.wireroom.tagging.places.PlaceSenses.Sense;
import io.wireroom.tagging.places.PlaceSenses.Support;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * People, organisations and places of an article. In English a finder of names, a list of institutions, organisation
 * words and the gazetteer are combined over the whole article; in other languages the finder and the gazetteer, or the
 * gazetteer alone if the finder knows no names. Every tag names the engine that found it. Linear in the text. Immutable and thread-safe.
 *
 * <p>Example: {@code "Gen. Ali Hassan met Iraqi officials. Hassan left."} gives the person Ali Hassan, mentioned twice
 * without the rank, and the place Iraq ({@code iso3166:IQ}), mentioned by its adjective.
 */
public final class ArticleEntities {

    /** The creator of places, in all languages. */
    public static final Creator GAZETTEER = TaggingCode.engine("wireroom-gazetteer");
    /** The creator of organisations from the list of institutions or organisation words only. */
    public static final Creator RULES = TaggingCode.engine("wireroom-entities");

    private static final String ENGLISH = "en";
    /** A language without spaces, whose names have no words. */
    private static final String UNSPACED = "zh";

    private static final double LEAST_SURE = 0.3;

    private final NameFinder finder;
    private final Function<String, Creator> names;
    private final Gazetteer gazetteer;
    private final PlaceSenses senses;
    private final NameWords words;
    private final Institutions institutions;
    private final Companies companies;
    private final NameTrimmer trimmer;
    private final OrganisationEdges edges;
    private final PersonRules titled;
    private final OrganisationRules rules;
    private final KindVotes votes;
    private final People people;
    private final Organisations organisations;
    private final MentionFinder mentionFinder;

    private ArticleEntities(
            NameFinder finder,
            Function<String, Creator> names,
            Gazetteer gazetteer,
            NameWords words,
            Institutions known) {
        this.finder = finder;
        this.names = names;
        this.gazetteer = gazetteer;
        this.senses = PlaceSenses.of(gazetteer);
        this.words = words;
        this.institutions = known;
        this.companies = Companies.read();
        this.trimmer = new NameTrimmer(words);
        this.edges = new OrganisationEdges(words);
        this.titled = new PersonRules(words);
        this.rules = new OrganisationRules(words);
        this.votes = new KindVotes(words);
        this.people = new People(words);
        this.organisations = new Organisations(words, known);
        this.mentionFinder = new MentionFinder(words);
    }

    /** With the shipped finder of names; reads gazetteer and word lists, once per process. */
    public static ArticleEntities load(ShippedNameFinder finder) {
        return load(finder, finder::creator);
    }

    /**
     * Reads gazetteer and word lists.
     *
     * @param names the finder's name in tags of a language, by its BCP 47 tag
     */
    static ArticleEntities load(NameFinder finder, Function<String, Creator> names) {
        return new ArticleEntities(finder, names, Gazetteer.load(), NameWords.read(), Institutions.read());
    }

    /** One tag a person, organisation or place, with all its mentions, in the order of first mention. */
    public Entities tag(TagInput input) {
        if (input.isIn(ENGLISH)) {
            return named(input);
        }
        var found = finder.find(input);
        return found.isEmpty() ? placesOnly(input) : inOtherLanguage(input, found);
    }

    private Entities inOtherLanguage(TagInput input, List<Name> found) {
        var tokens = new FoldedTokens(Tokens.of(input.text()));
        var spans = input.isIn(UNSPACED)
                ? withoutLongerPlaces(NameTrimmer.spans(tokens, found), tokens, knownPlaces(input))
                : NameTrimmer.spans(tokens, found);
        return resolve(
                input,
                tokens,
                spans,
                senses.find(input.title(), input.text(), input.language(), new Cover(tokens, spans)));
    }

    /**
     * Without the finder's places that hold more than a place of the gazetteer: where words have no spaces, a known name is
     * surer than the finder's ends, as of 大连 in 大连市.
     */
    private static List<TokenSpan> withoutLongerPlaces(List<TokenSpan> spans, FoldedTokens tokens, List<Sense> known) {
        var ends = new HashMap<Integer, Integer>();
        known.forEach(sense -> ends.put(tokens.at(sense.start()), tokens.at(sense.end() - 1) + 1));
        return spans.stream()
                .filter(span -> span.kind() != Kind.PLACE
                        || IntStream.range(span.first(), span.end()).noneMatch(token -> {
                            var end = ends.getOrDefault(token, Integer.MAX_VALUE);
                            return end <= span.end() && (token > span.first() || end < span.end());
                        }))
                .toList();
    }

    private List<Sense> knownPlaces(TagInput input) {
        return senses.find(input.title(), input.text(), input.language(), (start, end) -> Support.NONE);
    }

    private Entities placesOnly(TagInput input) {
        var places = new Places(gazetteer, GAZETTEER, input);
        for (var sense : knownPlaces(input)) {
            places.add(sense, 0);
        }
        return new Entities(List.of(), List.of(), tags(places.entities(), input));
    }

    private Entities named(TagInput input) {
        var tokens = new FoldedTokens(Tokens.of(input.text()));
        var trimmed = edges.correct(tokens, trimmer.trim(tokens, finder.find(input)));
        var names = PlaceNamedPeople.join(tokens, trimmed, words, gazetteer);
        var merged = SpanMerger.of(
                tokens,
                SpanMerger.added(names, CallSigns.find(tokens)),
                titled.find(tokens),
                companies.addTo(institutions.find(tokens), tokens, names),
                rules.find(tokens));
        var cover = new Cover(tokens, merged);
        var reading = senses.read(input.title(), input.text(), input.language(), cover);
        var namesakes = PlaceNamesakes.of(tokens, merged, reading);
        var found = namesakes.places();
        var bySense = new HashMap<Integer, Sense>();
        found.forEach(sense -> bySense.put(sense.start(), sense));
        var settled = votes.settle(tokens, namesakes.names(), bySense);
        return resolve(input, tokens, settled, found);
    }

    private Entities resolve(TagInput input, FoldedTokens tokens, List<TokenSpan> settled, List<Sense> found) {
        var ofPeople = new ArrayList<TokenSpan>();
        var ofOrganisations = new ArrayList<TokenSpan>();
        var ofPlaces = new HashMap<Integer, TokenSpan>();
        var taken = new BitSet(tokens.size());
        for (var span : settled) {
            switch (span.kind()) {
                case PERSON -> ofPeople.add(span);
                case ORGANISATION -> ofOrganisations.add(span);
                case PLACE -> ofPlaces.put(tokens.start(span.first()), span);
            }
        }
        var places = new Places(gazetteer, GAZETTEER, input);
        for (var sense : found) {
            int first = tokens.at(sense.start());
            int last = tokens.at(sense.end() - 1) + 1;
            var same = ofPlaces.get(sense.start());
            if (same != null && same.first() == first && same.end() == last) {
                places.add(sense, same.confidence());
                taken.set(first, last);
                ofPlaces.remove(sense.start());
            } else if (isDemonymOnly(settled, sense, first, last)
                    || isFree(settled, first, last)
                    || coversPlaces(settled, first, last)) {
                places.add(sense, 0);
                taken.set(first, last);
            }
        }
        ofPeople.removeIf(span -> isTaken(span, taken));
        ofOrganisations.removeIf(span -> isTaken(span, taken));
        var others = new ArrayList<>(ofPlaces.values());
        others.removeIf(span -> isTaken(span, taken));
        others.sort(Comparator.comparingInt(TokenSpan::first));
        others.forEach(span -> places.add(tokens, span));
        addAcronyms(tokens, ofOrganisations, taken);

        var entities = new ArrayList<Entity>();
        if (input.isIn(UNSPACED)) {
            entities.addAll(SameNames.resolve(tokens, ofPeople));
            entities.addAll(SameNames.resolve(tokens, ofOrganisations));
        } else {
            entities.addAll(people.resolve(tokens, ofPeople));
            entities.addAll(organisations.resolve(tokens, ofOrganisations));
        }
        entities.addAll(places.unknown());
        entities.forEach(entity -> entity.spans().forEach(span -> taken.set(span.first(), span.end())));
        mentionFinder.add(tokens, entities, taken);
        entities.addAll(places.known());
        return new Entities(
                tags(of(entities, Kind.PERSON), input),
                tags(of(entities, Kind.ORGANISATION), input),
                tags(of(entities, Kind.PLACE), input));
    }

    private static boolean isTaken(TokenSpan span, BitSet taken) {
        int next = taken.nextSetBit(span.first());
        return next >= 0 && next < span.end();
    }

    private static void addAcronyms(FoldedTokens tokens, List<TokenSpan> names, BitSet taken) {
        var starts = new BitSet(tokens.size());
        names.forEach(name -> starts.set(name.first()));
        for (var name : List.copyOf(names)) {
            var acronym = Organisations.acronymAfter(tokens, name);
            if (acronym != null && !starts.get(acronym.first()) && !isTaken(acronym, taken)) {
                names.add(acronym);
            }
        }
        names.sort(Comparator.comparingInt(TokenSpan::first));
    }

    /** Whether a finder marked only the adjective of a country, as a name of another kind. */
    private static boolean isDemonymOnly(List<TokenSpan> settled, Sense sense, int first, int last) {
        var over = over(settled, first);
        return sense.isDemonym() && over != null && over.first() == first && over.end() == last;
    }

    private static boolean isFree(List<TokenSpan> settled, int first, int last) {
        var over = over(settled, first);
        return over == null || over.first() >= last;
    }

    /** Whether a range is longer than what the finder marked in it, and that is places only: "Washington", "D.C.". */
    private static boolean coversPlaces(List<TokenSpan> settled, int first, int last) {
        boolean isLonger = false;
        for (int token = first; token < last; token++) {
            var over = over(settled, token);
            if (over == null || over.first() >= last) {
                break;
            }
            if (over.kind() != Kind.PLACE || over.first() < first || over.end() > last) {
                return false;
            }
            isLonger |= over.length() < last - first;
        }
        return isLonger;
    }

    /** The first span that ends after a token. */
    private static @Nullable TokenSpan over(List<TokenSpan> settled, int token) {
        int low = 0;
        int high = settled.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (settled.get(middle).end() <= token) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < settled.size() ? settled.get(low) : null;
    }

    private static List<Entity> of(List<Entity> entities, Kind kind) {
        return entities.stream().filter(entity -> entity.kind() == kind).toList();
    }

    private List<Tag> tags(List<Entity> entities, TagInput input) {
        var creators = Map.of(
                TokenSpan.Origin.NAMES, names.apply(input.language()),
                TokenSpan.Origin.INSTITUTIONS, RULES,
                TokenSpan.Origin.WORDS, RULES,
                TokenSpan.Origin.REPETITION, RULES);
        return entities.stream()
                .sorted(Comparator.comparingInt(Entity::firstMention))
                .map(entity -> entity.tag(creators))
                .filter(tag -> tag.confidence() >= LEAST_SURE)
                .toList();
    }

    /** The names found so far, as support for places. */
    private record Cover(FoldedTokens tokens, List<TokenSpan> spans) implements PlaceSenses.Supports {

        @Override
        public Support of(int start, int end) {
            int first = tokens.at(start);
            int last = tokens.at(end - 1) + 1;
            var over = over(spans, first);
            if (over == null || over.first() >= last) {
                return Support.NONE;
            }
            if (over.first() == first && over.end() == last) {
                return over.kind() == Kind.PLACE ? Support.PLACE : Support.NONE;
            }
            return coversPlaces(spans, first, last) ? Support.PLACE : Support.OTHER;
        }
    }
}
