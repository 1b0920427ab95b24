package io.wireroom.enrich.clean.authors;

import io.wireroom.enrich.clean.page.BylineStart;
import io.wireroom.tagging.lexicon.NameParticles;
import io.wireroom.text.FoldedText;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the names of persons from what a page states about its authors: "By" and job titles off, lists taken apart, agencies,
 * newsrooms and the site's own name left out.
 */
final class PersonNames {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** The words that bylines begin with. */
    static final Pattern PREFIX = Pattern.compile(
            "^(?:(?:written |reported |posted |story |analysis |review |reviewed |words |text |photos? |published )?by|von|par|por|di|door|av|af|autor(?:in|es|a)?|authors?|auteurs?|autore|автор|text|redaktion|penulis|oleh|yazan|bài|作者|記者|记者|文)(?:\\s*[:：]\\s*|\\s+)",
            FLAGS);

    /** The same words directly before a name, because the name was a separate element. */
    private static final Pattern GLUED = Pattern.compile("^(?:By|Von|Par|Por)(?=\\p{Lu})");

    private static final String AND = "(?:and|und|et|y|e|en|och|og|и|with|mit|avec|dan|ve)";
    private static final Pattern SPLIT =
            Pattern.compile("\\s*(?:[;,、，|/•·&](?:\\s*" + AND + "(?=\\s))?|\\s" + AND + "\\s)\\s*", FLAGS);
    private static final Pattern NO_NAME = Pattern.compile(
            "\\d|@|https?:|www\\.|\\.com|\\b(?:staff|editor|editors|editorial|reporter|reporters|correspondent|newsroom|news desk|desk|agency|agencies|agentur|agence|agencia|nachrichtenagentur|nachrichten|admin|administrator|team|redaktion|redaction|rédaction|redacción|redazione|redação|redakce|redakcja|redaktie|contributor|updated|published|press|presse|associated|reuters|bureau|writer|journalist|producer|officer|experts?|director|manager|chief|president|professor|founder|co-founder|phd|sponsored|security|digital|gazette|magazine|newspaper|zeitung|media|wire|online|posted|share|follow|comments?|read|minutes?|login|newsletter|january|february|march|april|june|july|august|september|october|november|december)\\b",
            FLAGS);

    /** Words that the names of organisations end with. */
    private static final Pattern ORGANISATION = Pattern.compile(
            "^(?:the|die|das)\\s.*|.*\\b(?:times|tribune|herald|journal|chronicle|telegraph|news|radio|tv|network|group|institute|university|college|foundation|association|council|ministry|department|society|inc|llc|ltd|gmbh|ag|corp|company|store|club|center|centre|clinic|academy|committee|verlag|welle|channel|blog|guide|office|services?|solutions|marketing)\\.?",
            FLAGS);

    private static final Pattern JOB = Pattern.compile(
            ",\\s[^,;|&]*?\\b(?:experts?|editors?|reporters?|writers?|correspondent|columnist|director|manager|analyst|contributor|producer|founder|specialist|journalist|photographer|redakteur(?:in)?|korrespondent(?:in)?|journaliste|periodista|md|phd|esq)\\b(?:(?!\\s(?:and|und|et|y)\\s)[^,;|&])*",
            FLAGS);
    private static final Pattern TRAILING_JOB = Pattern.compile(
            "(?<=\\p{L})\\s+(?:(?:senior|staff|associate|deputy|managing|contributing|political|business|sports?|features?|chief|special)\\s+)*(?:writers?|reporters?|editors?|correspondents?|columnist|contributor)\\b.*$",
            FLAGS);
    private static final Pattern LEADING_JOB = Pattern.compile(
            "^(?:(?:senior|staff|associate|deputy|managing|contributing|political|business|sports?|features?|chief|special)\\s+)*(?:writer|reporter|editor|correspondent|columnist|contributor)[:\\s]\\s*(?=\\p{Lu}\\p{Ll}+\\s+\\p{Lu})",
            FLAGS);

    /** Text that follows a byline on the same line. */
    private static final Pattern REST = Pattern.compile(
            "\\s*(?:[(\\[<]|\\d).*$|\\s+(?:last )?(?:updated|published|posted|veröffentlicht|publié|publicado)\\b.*$|\\s+(?:for|für|pour|para|per)\\s.*$",
            FLAGS);

    private static final Set<String> BEFORE_DATES =
            Set.of("on", "at", "am", "le", "el", "em", "il", "den", "-", "–", "—");
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?:\\s+(?!(?:II|III|IV|VI)$)[A-Z]{2,5}(?:-[A-Z]{2,5})?)+$");
    private static final Pattern DOMAIN =
            Pattern.compile("\\b[\\w-]{2,}\\.(?:com|org|net|de|at|ch|fr|es|it|co|uk|io|tv|news|info)\\b", FLAGS);
    private static final Pattern WEEKDAY =
            Pattern.compile("(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?", FLAGS);
    private static final Pattern ACRONYM = Pattern.compile("[A-Z.]{2,6}|[A-Z]{2,5}-[A-Z]{2,5}");
    private static final Pattern ELIDED = Pattern.compile("(?:d|dell|dall)['’]\\p{Lu}");
    private static final int MAX_FIRST_CHARS = 12;
    private static final char WIDE = 0x2E80;
    private static final int MAX_CHARS = 400;
    private static final int MAX_WORDS = 5;
    private static final int MAX_NAME_CHARS = 60;

    private PersonNames() {}

    /** The persons in these texts, each once, in order; {@code organisations} are folded names that are no persons'. */
    static List<String> in(List<String> texts, Collection<String> organisations) {
        var names = new LinkedHashMap<String, String>();
        for (var text : texts) {
            if (text.length() > MAX_CHARS) {
                continue;
            }
            var tidy = withoutDate(withoutPrefix(FoldedText.tidy(text)));
            if (DOMAIN.matcher(tidy).lookingAt() || organisations.contains(FoldedText.fold(tidy))) {
                continue;
            }
            for (var part : SPLIT.split(JOB.matcher(tidy).replaceAll(""))) {
                var name = name(part);
                var folded = FoldedText.fold(name);
                if (isName(name) && !ORGANISATION.matcher(name).matches() && !isOneOf(organisations, folded)) {
                    names.putIfAbsent(folded, name);
                }
            }
        }
        return new ArrayList<>(names.values());
    }

    /** Whether a text may begin as a byline does; a fast test to run before {@link #isByline}. */
    static boolean mayBeByline(String text) {
        var to = 0;
        while (to < text.length() && to < MAX_FIRST_CHARS && Character.isLetter(text.charAt(to))) {
            to++;
        }
        var first = text.substring(0, to);
        return to > 0
                && (BylineStart.WORDS.contains(first.toLowerCase(Locale.ROOT))
                        || GLUED.matcher(first).lookingAt()
                        || first.charAt(0) >= WIDE);
    }

    /** Whether a text begins as a byline does, with a name after that. */
    static boolean isByline(String text) {
        var rest = withoutPrefix(text);
        return rest.length() < text.length() && !rest.isEmpty() && !Character.isLowerCase(rest.codePointAt(0));
    }

    static String withoutPrefix(String text) {
        return GLUED.matcher(PREFIX.matcher(text).replaceFirst("")).replaceFirst("");
    }

    /** Whether a text is a name of two words or more. */
    static boolean isFullName(String text) {
        return text.indexOf(' ') > 0
                && isName(text)
                && !ORGANISATION.matcher(text).matches();
    }

    private static String name(String part) {
        var plain =
                LEADING_JOB.matcher(withoutDate(withoutPrefix(part.strip()))).replaceFirst("");
        var jobless = TRAILING_JOB.matcher(plain).replaceFirst("").strip();
        if (!jobless.equals(plain) && jobless.indexOf(' ') < 0) {
            return "";
        }
        var bare = CREDENTIALS.matcher(withoutInitials(jobless)).replaceFirst("");
        return bare.indexOf(' ') > 0 && !bare.equals(bare.toUpperCase(Locale.ROOT)) ? bare : jobless;
    }

    private static String withoutDate(String text) {
        var name = REST.matcher(text).replaceFirst("").strip();
        while (name.length() < text.length() && name.indexOf(' ') > 0) {
            var last = name.substring(name.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
            var word = last.replaceAll("[.,]", "");
            if (!BEFORE_DATES.contains(word)
                    && !PageDates.isMonth(word)
                    && !WEEKDAY.matcher(word).matches()) {
                return name;
            }
            name = name.substring(0, name.lastIndexOf(' ')).strip();
        }
        return name;
    }

    /** Removes initials that a page shows instead of a portrait: {@code AK Anna Klein}. */
    private static String withoutInitials(String name) {
        var words = name.split("\\s+");
        if (words.length < 3 || words[0].length() != words.length - 1) {
            return name;
        }
        for (int i = 1; i < words.length; i++) {
            if (words[i].charAt(0) != words[0].charAt(i - 1)) {
                return name;
            }
        }
        return name.substring(words[0].length()).strip();
    }

    private static boolean isOneOf(Collection<String> organisations, String name) {
        return organisations.stream()
                .anyMatch(one -> one.equals(name)
                        || (name.indexOf(' ') < 0 && one.replace(" ", "").startsWith(name)));
    }

    private static boolean isName(String text) {
        if (text.length() < 2
                || text.length() > MAX_NAME_CHARS
                || (text.length() < 3 && text.codePointAt(0) < 0x2E80)
                || NO_NAME.matcher(text).find()
                || WEEKDAY.matcher(text).matches()
                || ACRONYM.matcher(text).matches()) {
            return false;
        }
        var words = text.split("\\s+");
        if (words.length > MAX_WORDS) {
            return false;
        }
        for (var word : words) {
            var first = word.codePointAt(0);
            if (Character.isLowerCase(first) && !isParticle(word)) {
                return false;
            }
        }
        return text.codePoints().anyMatch(Character::isLetter);
    }

    /** Whether a word in small letters belongs to a name: {@code von}, {@code al-Nouri}, {@code d'Orme}. */
    private static boolean isParticle(String word) {
        var hyphen = word.indexOf('-');
        return NameParticles.PERSON.contains(word.toLowerCase(Locale.ROOT))
                || ELIDED.matcher(word).lookingAt()
                || (hyphen > 0
                        && NameParticles.HYPHENATED.contains(word.substring(0, hyphen))
                        && hyphen + 1 < word.length()
                        && Character.isUpperCase(word.charAt(hyphen + 1)));
    }
}
