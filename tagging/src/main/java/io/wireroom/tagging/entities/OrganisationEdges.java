package io.wireroom.tagging.entities;

import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Corrects where the finder's organisations begin and end: a year in front is cut off, a company's form behind a comma
 * is added, an organisation and what belongs to it are two ("University of Orvel's Medical Faculty"), and a person's
 * possessive that owns nothing is a shop or a bar ("at Miller's, the bar"). Immutable.
 */
final class OrganisationEdges {

    private static final int EARLIEST_YEAR = 1000;
    private static final int LATEST_YEAR = 2199;
    private static final int DIGITS_OF_YEAR = 4;
    /** Shorter ones are other words too: "SE Asia". */
    private static final int SHORTEST_FORM = 3;

    /** Behind a possessive they show that it owns nothing; "is" and "has" may be what its s stands for. */
    private static final Set<String> AFTER_SHOP =
            Set.of("was", "were", "became", "had", "will", "would", "opened", "closed", "and", "or", "which");
    /** Behind a possessive. A full stop also ends "a friend of Ada's.". */
    private static final Set<String> ENDS_OF_SHOP = Set.of(",", ";", ".", ")");

    private static final Set<String> BEFORE_OWNER = Set.of("of", "than", "like", "is", "was", "not", "as", "and", "or");

    private final NameWords words;

    OrganisationEdges(NameWords words) {
        this.words = words;
    }

    /** The names, in the order of the text, without overlaps. */
    List<TokenSpan> correct(FoldedTokens tokens, List<TokenSpan> names) {
        var corrected = new ArrayList<TokenSpan>(names.size());
        Set<String> people = null;
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            int limit = i + 1 < names.size() ? names.get(i + 1).first() : tokens.size();
            if (name.kind() == Kind.ORGANISATION) {
                addParts(tokens, withForm(tokens, withoutYear(tokens, name), limit), corrected);
            } else if (name.kind() == Kind.PERSON && isOwnerOfNothing(tokens, name, limit)) {
                people = people == null ? wordsOfPeople(tokens, names) : people;
                corrected.add(
                        people.contains(tokens.plain(name.first()))
                                ? name
                                : name.as(Kind.ORGANISATION, name.confidence()).from(name.first(), name.end() + 1));
            } else {
                corrected.add(name);
            }
        }
        return corrected;
    }

    private static TokenSpan withoutYear(FoldedTokens tokens, TokenSpan name) {
        int first = name.first();
        while (first + 1 < name.end()
                && (isYear(tokens.word(first)) || first > name.first() && !tokens.isWord(first))) {
            first++;
        }
        return name.from(first, name.end());
    }

    private static boolean isYear(String word) {
        if (word.length() != DIGITS_OF_YEAR || !word.chars().allMatch(unit -> unit >= '0' && unit <= '9')) {
            return false;
        }
        int year = Integer.parseInt(word);
        return year >= EARLIEST_YEAR && year <= LATEST_YEAR;
    }

    /** "Orvel" with ", Inc." behind it. */
    private TokenSpan withForm(FoldedTokens tokens, TokenSpan name, int limit) {
        int form = name.end() + 1;
        boolean hasForm = form < limit
                && tokens.isSameSentence(name.first(), form)
                && tokens.is(form - 1, ",")
                && tokens.length(form) >= SHORTEST_FORM
                && words.isCompanyForm(tokens.word(form))
                && !words.isCompanyForm(tokens.word(form - 2));
        return hasForm ? name.from(name.first(), form + 1) : name;
    }

    /** Adds a name; two, if an organisation's possessive is in it. */
    private void addParts(FoldedTokens tokens, TokenSpan name, List<TokenSpan> to) {
        for (int at = name.first() + 2; at + 1 < name.end(); at++) {
            boolean isOwner = tokens.isPossessive(at)
                    && tokens.isCapitalised(at + 1)
                    && words.isOrganisation(tokens, name.first(), at);
            if (isOwner) {
                to.add(name.from(name.first(), at));
                to.add(name.from(at + 1, name.end()));
                return;
            }
        }
        to.add(name);
    }

    /** Whether a person of one word has a possessive without a thing behind it. */
    private static boolean isOwnerOfNothing(FoldedTokens tokens, TokenSpan name, int limit) {
        int possessive = name.end();
        boolean isPossessive = name.length() == 1
                && possessive < limit
                && tokens.isPossessive(possessive)
                && tokens.length(possessive) > 1
                && tokens.touches(possessive - 1, possessive);
        if (!isPossessive
                || name.first() > 0
                        && tokens.isSameSentence(name.first() - 1, name.first())
                        && BEFORE_OWNER.contains(tokens.plain(name.first() - 1))) {
            return false;
        }
        int after = possessive + 1;
        return tokens.isSameSentence(possessive, after)
                && (ENDS_OF_SHOP.contains(tokens.word(after)) || AFTER_SHOP.contains(tokens.word(after)));
    }

    /** First and last words of people's full names, who own what is spoken of elsewhere. */
    private static Set<String> wordsOfPeople(FoldedTokens tokens, List<TokenSpan> names) {
        var found = new HashSet<String>();
        for (var name : names) {
            if (name.kind() == Kind.PERSON && name.length() > 1) {
                found.add(tokens.plain(name.first()));
                found.add(tokens.plain(name.end() - 1));
            }
        }
        return found;
    }
}
