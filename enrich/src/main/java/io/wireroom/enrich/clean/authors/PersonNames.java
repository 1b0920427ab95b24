package io.wireroom.enrich.clean.authors;

import io.wireroom.enrich.clean.page.BylineStart;
import io.wireroom.tagging.lexicon.NameParticles;
import io.wireroom.tagging.lexicon.StopWords;
import io.wireroom.tagging.places.CityNames;
import io.wireroom.text.FoldedText;
import io.wireroom.text.dates.PageDates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    /** Generations, which a comma separates from a name. */
    private static final Pattern GENERATION = Pattern.compile(",\\s+(?=(?:Jr|Sr|Jnr|Snr|II|III|IV)\\b)");

    /** A family name, a comma and a given name. */
    private static final Pattern INVERTED =
            Pattern.compile("(\\p{Lu}[\\p{L}'’-]+), (\\p{Lu}[\\p{L}'’-]+(?: \\p{Lu}\\.?)?)");

    /** Joins two family names, or the particles of one: not two persons. */
    private static final Pattern DOUBLE_NAME = Pattern.compile(
            "(?<=\\p{L}\\s\\p{Lu}[\\p{L}'’-]{1,30})\\s(y|e|i)\\s(?=(?:(?:de|la|las|los|del|da|do)\\s){0,2}\\p{Lu}[\\p{L}'’-]+(?:$|[,;|/]|\\s-\\s))");

    private static final Pattern VON_UND_ZU = Pattern.compile("\\b(von|vom) und (zu|zum|zur|von)\\b");

    /** Only joined particles have it within a name. */
    private static final String NOBLE_AND = "und";

    /** Stands for a word that joins the parts of one name while names are separated. */
    private static final String JOINT = "\uE000";

    /** A phrase that ends in "by" before a name. */
    private static final Pattern PHRASE = Pattern.compile(
            "^(?!.*\\b(?:were|was|are|is)\\b)(?:ein|eine|einen|un|une|una|uno|an?|the|la|le|il|el|o|os|propos|publié|publiée|written|reported|reporting|text|texte|texto|testo|story|analysis|analyse|analisi|análisis|análise"
                    + "|interview|entretien|entrevista|intervista|reportage|reportaje|reportagem|report|review|opinion|opinión|comment|commentary|kommentar|gastbeitrag|gastkommentar|bericht|portrait|porträt|essay|kolumne|column"
                    + "|columna|coluna|chronique|crónica|crônica|tribune|enquête|dossier|words|compiled|produced|contributed|recueilli|recueillis|aufgezeichnet|protokolliert|a cura|servizio|articolo|article|artículo|artigo|enviado|special)"
                    + "(?:[\\s,&]+[\\p{Ll}\\p{Lu}'’-]+){0,5}?\\s(?:by|von|par|por|di|door|av|af|od|przez|от|від)\\s+(?=(?-i:\\p{Lu}))",
            FLAGS);

    /** The same with "of", where an article and one word make it clear. */
    private static final Pattern PHRASE_OF =
            Pattern.compile("^(?:una|une|uma|un|um)\\s\\p{L}{4,14}\\s(?:de|di)\\s+(?=(?-i:\\p{Lu}))", FLAGS);

    /** Where the author is, behind the name. */
    private static final Pattern PLACE = Pattern.compile(
            "(?<=\\p{L}{2}\\s\\p{L}{1,40}|\\p{L}{2}\\s\\p{L}{1,20}\\s\\p{L}{1,20})\\s(?:in|aus|from|à|en|em|bei|reporting from|desde|w|we|из|в|στη|στην|στο|i|fra|från|din|v|ve|iz)\\s(?-i:\\p{Lu}).*$",
            FLAGS);

    private static final Pattern IN = Pattern.compile("^(?:in|from|aus|de|da|do|di|en|em|à|a|из|din)\\s");
    private static final Pattern FULL_STOP = Pattern.compile("(?<=\\p{Ll}{3})\\.$");
    private static final Pattern DASH = Pattern.compile("\\s+[-–—]\\s*|\\s*[–—]\\s+");
    private static final int MOST_OUTLET_WORDS = 4;
    private static final int MAX_FIRST_CHARS = 12;
    private static final char WIDE = 0x2E80;
    private static final int MAX_CHARS = 400;
    private static final int MAX_WORDS = 6;
    private static final int MOST_LABELS = 3;
    private static final Set<String> STOP_WORDS = StopWords.read().of("en");
    private static final int MAX_NAME_CHARS = 60;

    private PersonNames() {}

    /** The persons in these texts, each once, in order; {@code organisations} are folded names that are no persons'. */
    static List<String> in(List<String> texts, Collection<String> organisations) {
        return in(texts, organisations, null, false);
    }

    /**
     * The persons in these texts, each once, in order.
     *
     * @param organisations folded names that are no persons'
     * @param language of the page, a BCP 47 tag in lower case
     * @param small whether a name may be written in small letters, because the page states that it is one
     */
    static List<String> in(
            List<String> texts, Collection<String> organisations, @Nullable String language, boolean small) {
        var names = new LinkedHashMap<String, String>();
        for (var text : texts) {
            if (text.length() <= MAX_CHARS) {
                addPersons(FoldedText.tidy(text), organisations, language, small, names);
            }
        }
        return withoutGlued(names);
    }

    private static void addPersons(
            String text,
            Collection<String> organisations,
            @Nullable String language,
            boolean small,
            Map<String, String> names) {
        if (IdeographNames.areIn(text)) {
            for (var name : IdeographNames.in(text, language)) {
                if (!isOneOf(organisations, FoldedText.fold(name))) {
                    names.putIfAbsent(FoldedText.fold(name), name);
                }
            }
            return;
        }
        if (BylineWords.isOfOthers(text) || BylineWords.isOutlet(text)) {
            return;
        }
        var tidy = withoutDate(BylineWords.withoutOthers(withoutWordsBefore(text, language)));
        if (DOMAIN.matcher(tidy).lookingAt()
                || organisations.contains(FoldedText.fold(tidy))
                || BylineWords.isOutlet(tidy)) {
            return;
        }
        var whole = inOrder(GENERATION.matcher(tidy).replaceAll(" "));
        var joined = VON_UND_ZU
                .matcher(DOUBLE_NAME.matcher(whole).replaceAll(JOINT + "$1" + JOINT))
                .replaceAll("$1" + JOINT + "und" + JOINT + "$2");
        var full = false;
        for (var part : BylineWords.split(
                BylineWords.withoutRoleParts(JOB.matcher(joined).replaceAll("")))) {
            var name = name(part.replace(JOINT, " "), language);
            var folded = FoldedText.fold(name);
            var place = full
                    && (name.indexOf(' ') < 0
                            || CityNames.isCity(IN.matcher(name).replaceFirst("")));
            if (!place
                    && isName(name, small)
                    && !ORGANISATION.matcher(name).matches()
                    && !BylineWords.isOutlet(name)
                    && !isOneOf(organisations, folded)) {
                names.putIfAbsent(folded, name);
                full |= name.indexOf(' ') > 0;
            }
        }
    }

    /** The names but for those that are others of them, glued together. */
    private static List<String> withoutGlued(Map<String, String> names) {
        var all = new ArrayList<String>();
        names.forEach((folded, name) -> {
            var half = folded.length() / 2;
            if (folded.length() % 2 == 1
                    && folded.equals(folded.substring(0, half) + ' ' + folded.substring(0, half))) {
                all.add(name.substring(0, half));
                return;
            }
            var rest = folded;
            for (var other : names.keySet()) {
                if (!other.equals(folded) && other.indexOf(' ') > 0) {
                    rest = rest.replace(other, "").strip();
                }
            }
            if (!rest.isEmpty()) {
                all.add(name);
            }
        });
        return all;
    }

    /** A given name and a family name that stand the other way round, in order. */
    private static String inOrder(String text) {
        var inverted = INVERTED.matcher(text);
        return inverted.matches() && !BylineWords.isOutlet(inverted.group(2)) && !BylineWords.hasOrganisationWord(text)
                ? inverted.group(2) + ' ' + inverted.group(1)
                : text;
    }

    private static String withoutWordsBefore(String text, @Nullable String language) {
        var rest = text;
        for (int i = 0; i < MOST_LABELS; i++) {
            var bare = BylineWords.withoutRole(withoutPrefix(rest, language));
            if (bare.equals(rest)) {
                return rest;
            }
            rest = bare;
        }
        return rest;
    }

    /** Whether a text may begin as a byline does; a fast test to run before {@link #isByline}. */
    static boolean mayBeByline(String text) {
        var to = 0;
        while (to < text.length() && to < MAX_FIRST_CHARS && Character.isLetter(text.charAt(to))) {
            to++;
        }
        var first = text.substring(0, to);
        var lower = first.toLowerCase(Locale.ROOT);
        return to > 0
                && (BylineStart.WORDS.contains(lower)
                        || BylineWords.isFirstWord(lower)
                        || GLUED.matcher(first).lookingAt()
                        || first.charAt(0) >= WIDE);
    }

    /** Whether a text begins as a byline does, with a name after that. */
    static boolean isByline(String text) {
        if (text.endsWith(".") && PHRASE.matcher(text).lookingAt()) {
            return false;
        }
        var rest = withoutPrefix(text);
        return rest.length() < text.length() && !rest.isEmpty() && !Character.isLowerCase(rest.codePointAt(0));
    }

    static String withoutPrefix(String text) {
        return withoutPrefix(text, null);
    }

    private static String withoutPrefix(String text, @Nullable String language) {
        if (IdeographNames.areIn(text)) {
            return IdeographNames.withoutLabel(text);
        }
        for (var pattern : List.of(PHRASE, PHRASE_OF)) {
            var phrase = pattern.matcher(text);
            if (phrase.lookingAt()) {
                return text.substring(phrase.end());
            }
        }
        var bare = BylineWords.withoutLabel(text, language);
        return GLUED.matcher(PREFIX.matcher(bare).replaceFirst("")).replaceFirst("");
    }

    /** Whether a text is a name of two words or more. */
    static boolean isFullName(String text) {
        return text.indexOf(' ') > 0
                && isName(text, false)
                && !ORGANISATION.matcher(text).matches();
    }

    private static String name(String part, @Nullable String language) {
        var bareWords = withoutWordsBefore(part.strip(), language);
        if (BylineWords.isOfOthers(bareWords)) {
            return "";
        }
        var own = beforeDash(PLACE.matcher(withoutDate(bareWords)).replaceFirst(""));
        var plain = LEADING_JOB.matcher(withoutOutlet(own.strip())).replaceFirst("");
        var jobless = TRAILING_JOB.matcher(plain).replaceFirst("").strip();
        if (!jobless.equals(plain) && jobless.indexOf(' ') < 0) {
            return "";
        }
        var ended = FULL_STOP.matcher(jobless).replaceFirst("");
        var bare = CREDENTIALS.matcher(withoutInitials(ended)).replaceFirst("");
        return bare.indexOf(' ') > 0 && !bare.equals(bare.toUpperCase(Locale.ROOT)) ? bare : ended;
    }

    /** A full name without what a dash separates from it: a place or a publication. */
    private static String beforeDash(String text) {
        var parts = DASH.split(text, 2);
        return parts[0].strip().indexOf(' ') > 0 || parts.length < 2 || isNoPerson(parts[1]) ? parts[0] : text;
    }

    private static boolean isNoPerson(String text) {
        var plain = text.strip();
        return plain.isEmpty()
                || BylineWords.isOutlet(plain)
                || BylineWords.hasOrganisationWord(plain)
                || CityNames.isCity(plain)
                || ORGANISATION.matcher(plain).matches();
    }

    /** The text without the agency or publication at its end. */
    private static String withoutOutlet(String text) {
        var from = text.length();
        for (int words = 1; words <= MOST_OUTLET_WORDS; words++) {
            from = text.lastIndexOf(' ', from - 1);
            if (from <= 0 || text.lastIndexOf(' ', from - 1) < 0) {
                return text;
            }
            if (BylineWords.isOutlet(text.substring(from + 1))) {
                var name = text.substring(0, from);
                return name.toLowerCase(Locale.ROOT).endsWith(" the") ? name.substring(0, name.length() - 4) : name;
            }
        }
        return text;
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

    private static boolean isName(String text, boolean small) {
        if (text.length() < 2
                || text.length() > MAX_NAME_CHARS
                || (text.length() < 3 && text.codePointAt(0) < 0x2E80)
                || NO_NAME.matcher(text).find()
                || BylineWords.hasOrganisationWord(text)
                || BylineWords.isOutlet(text)
                || WEEKDAY.matcher(text).matches()
                || ACRONYM.matcher(text).matches()) {
            return false;
        }
        var words = text.split("\\s+");
        if (words.length > MAX_WORDS) {
            return false;
        }
        if (IdeographNames.areIn(text)) {
            return words.length > 1 || IdeographNames.isName(text);
        }
        if (small && isSmall(words)) {
            return true;
        }
        for (var word : words) {
            var first = word.codePointAt(0);
            if (Character.isLowerCase(first) && !isParticle(word)) {
                return false;
            }
        }
        return text.codePoints().anyMatch(Character::isLetter);
    }

    /** Whether a name is written in small letters: two or three words of letters, none of them a particle. */
    private static boolean isSmall(String[] words) {
        return words.length >= 2
                && words.length <= 3
                && Arrays.stream(words)
                        .allMatch(word -> word.length() > 2
                                && word.codePoints().allMatch(Character::isLowerCase)
                                && !isParticle(word)
                                && !BylineStart.WORDS.contains(word)
                                && !STOP_WORDS.contains(word));
    }

    /** Whether a word in small letters belongs to a name: {@code von}, {@code al-Nouri}, {@code d'Orme}. */
    private static boolean isParticle(String word) {
        var hyphen = word.indexOf('-');
        return word.equals(NOBLE_AND)
                || NameParticles.PERSON.contains(word.toLowerCase(Locale.ROOT))
                || ELIDED.matcher(word).lookingAt()
                || (hyphen > 0
                        && NameParticles.HYPHENATED.contains(word.substring(0, hyphen))
                        && hyphen + 1 < word.length()
                        && Character.isUpperCase(word.charAt(hyphen + 1)));
    }
}
