package io.wireroom.tagging.mentions;

import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.Entities;
import io.wireroom.tagging.lexicon.GivenNames;
import io.wireroom.tagging.lexicon.SpeechWords;
import io.wireroom.tagging.tokens.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The people and organisations that a text mentions, by token, for engines that read the words around them. */
public final class NamedMentions {

    /**
     * One mention of a name, by its tokens.
     *
     * @param name full name of the entity
     * @param first first token
     * @param end after the last token
     */
    public record Mention(String name, boolean person, int first, int end) {}

    /** Whether a person may be meant by a pronoun of one sex. */
    public enum Fit {
        /** The text or the first name shows that the person has this sex. */
        KNOWN,
        /** Nothing shows the person's sex. */
        POSSIBLE,
        /** The person has the other sex. */
        NONE
    }

    /** Words before a name that may be its title. */
    private static final int TITLE_WORDS = 4;

    /** Words of a description after a name, as in <i>Ann Roe, an actress</i>. */
    private static final int DESCRIPTION = 6;

    private static final int MAN = 1;
    private static final int WOMAN = 2;

    private final Tokens tokens;
    private final List<Mention> mentions;
    private final int[] byToken;
    private final BitSet places = new BitSet();
    private final Map<String, Integer> sexes = new HashMap<>();

    /** Full names by their last word; empty where there are several. */
    private final Map<String, String> bySurname = new HashMap<>();

    public NamedMentions(Tokens tokens, Entities entities, SpeechWords words) {
        this.tokens = tokens;
        this.mentions = new ArrayList<>();
        entities.people().forEach(tag -> add(tag, true));
        entities.organisations().forEach(tag -> add(tag, false));
        for (var place : entities.places()) {
            place.mentions().forEach(span -> places.set(tokens.at(span.start()), tokens.at(span.end() - 1) + 1));
        }
        mentions.sort(Comparator.comparingInt(Mention::first)
                .thenComparing(Mention::end, Comparator.reverseOrder())
                .thenComparing(Mention::person, Comparator.reverseOrder()));
        byToken = new int[tokens.size()];
        for (int i = 0; i < mentions.size(); i++) {
            var mention = mentions.get(i);
            for (int token = mention.first(); token < mention.end(); token++) {
                byToken[token] = byToken[token] == 0 ? i + 1 : byToken[token];
            }
            if (mention.person()) {
                learnSex(mention, words);
            }
        }
    }

    private void add(Tag tag, boolean person) {
        if (person) {
            learnName(tag.name());
        }
        for (var span : tag.mentions()) {
            var first = tokens.at(span.start());
            var end = tokens.endAt(first, span.end());
            if (first < end) {
                mentions.add(new Mention(tag.name(), person, first, end));
            }
        }
    }

    /** Adds a person's full name. */
    public void learnName(String name) {
        bySurname.merge(name.substring(name.lastIndexOf(' ') + 1), name, (one, other) -> one.equals(other) ? one : "");
    }

    private void learnSex(Mention mention, SpeechWords words) {
        learnFromTitle(mention, words);
        learnFromDescription(mention, words);
    }

    private void learnFromTitle(Mention mention, SpeechWords words) {
        // "her husband, Tom Vale"
        var from = mention.first() > 1 && tokens.is(mention.first() - 1, ",") ? mention.first() - 1 : mention.first();
        for (int token = from; token > Math.max(0, from - TITLE_WORDS); token--) {
            var word = tokens.word(token - 1).toLowerCase(Locale.ROOT);
            if (from < mention.first() ? tokens.isCapitalised(token - 1) : !isTitle(token - 1, word, words)) {
                return;
            }
            if (learnSex(mention.name(), word, words) || from < mention.first()) {
                return;
            }
        }
    }

    private boolean isTitle(int token, String word, SpeechWords words) {
        return tokens.isCapitalised(token) || words.titles().contains(word);
    }

    /** <i>Ann Roe, a widow and former actress,</i>: what stands between the commas describes her. */
    private void learnFromDescription(Mention mention, SpeechWords words) {
        var from = mention.end();
        if (from >= tokens.size() || !tokens.is(from, ",")) {
            return;
        }
        for (int token = from + 1; token < Math.min(tokens.size(), from + DESCRIPTION); token++) {
            var word = tokens.word(token).toLowerCase(Locale.ROOT);
            // German "die" may be a relative pronoun, or the article of a noun.
            var isClause = words.relatives().contains(word) && !isCapitalisedAt(token + 1);
            var isOfOther = words.possessives().contains(word) || isPossessive(token + 1);
            if (!tokens.isWord(token)
                    || isClause
                    || isOfOther
                    || at(token) != null
                    || learnSex(mention.name(), word, words)) {
                return;
            }
        }
    }

    private boolean isCapitalisedAt(int token) {
        return token < tokens.size() && tokens.isCapitalised(token);
    }

    private boolean isPossessive(int token) {
        return token < tokens.size() && "'’".indexOf(tokens.first(token)) >= 0 && tokens.touchesPrevious(token);
    }

    private boolean learnSex(String name, String word, SpeechWords words) {
        var isFemale = words.femaleTitles().contains(word);
        if (isFemale || words.maleTitles().contains(word)) {
            learnSex(name, isFemale);
            return true;
        }
        return false;
    }

    /** Adds evidence of a person's sex. */
    public void learnSex(String name, boolean female) {
        sexes.merge(name, female ? WOMAN : MAN, (one, other) -> one | other);
    }

    /** Whether the evidence of the text and the first name allow this pronoun for a person. */
    public Fit fit(String name, boolean female) {
        var sex = sexes.getOrDefault(name, 0) | ofFirstName(name);
        if (sex == 0 || sex == (MAN | WOMAN)) {
            return Fit.POSSIBLE;
        }
        return sex == (female ? WOMAN : MAN) ? Fit.KNOWN : Fit.NONE;
    }

    private static int ofFirstName(String name) {
        var blank = name.indexOf(' ');
        if (blank < 0) {
            return 0;
        }
        var first = name.substring(0, blank);
        if (GivenNames.FEMALE.contains(first)) {
            return WOMAN;
        }
        return GivenNames.MALE.contains(first) ? MAN : 0;
    }

    /** Whether a token is part of a place's name. */
    public boolean isPlace(int token) {
        return places.get(token);
    }

    /** The name that covers a token, or null. */
    public @Nullable Mention at(int token) {
        return token < 0 || token >= byToken.length || byToken[token] == 0 ? null : mentions.get(byToken[token] - 1);
    }

    /** The one full name of a person that ends with this word, or null. */
    public @Nullable String endingWith(String surname) {
        var name = bySurname.get(surname);
        return name == null || name.isEmpty() ? null : name;
    }
}
