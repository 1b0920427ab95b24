package io.wireroom.training.names;

import io.wireroom.tagging.lexicon.StopWords;
import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.tagging.ner.features.KnownPhrases;
import io.wireroom.tagging.topics.MediaTopics;
import io.wireroom.training.places.CityTranslations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of names in a language before its texts are read: words, places, people, and names of other texts. */
final class NameLists {

    private static final String PEOPLE = "person-names.txt";
    private static final Pattern COMMA = Pattern.compile(",\\s*");
    private static final Pattern AFTER_BRACKET = Pattern.compile("\\s*[(（].*");
    private static final int SHORTEST_PERSON = 3;

    private NameLists() {}

    /**
     * The lists for a recipe; English knows the general lists, places and groups of words only.
     *
     * @param gazetteer folder of world-cities.csv and country-codes.csv
     * @param translations folder of libgeonames-common's message catalogues
     * @param others texts of other languages, whose names may be named in this one too
     */
    static KnownPhrases read(NameRecipe recipe, Path gazetteer, Path translations, List<NamedText> others)
            throws IOException {
        var lexicon = KnownPhrases.known(recipe.features());
        PlaceNameLists.addTo(lexicon, gazetteer);
        if (recipe == NameRecipe.ENGLISH) {
            WordGroups.addTo(lexicon, MediaTopics.loadWords());
            return lexicon;
        }
        addGrammar(recipe, lexicon);
        for (var language : List.of(recipe.locale(), Locale.forLanguageTag(recipe.locale() + "-Hant"))) {
            addCldr(lexicon, language);
        }
        for (var name : CityTranslations.names(translations, recipe.locale().getLanguage())) {
            lexicon.add(AFTER_BRACKET.matcher(name).replaceAll(""), KnownPhrases.CITY);
        }
        addPeople(recipe, lexicon);
        others.forEach(text -> addNames(lexicon, text));
        return lexicon;
    }

    private static void addGrammar(NameRecipe recipe, KnownPhrases lexicon) {
        for (var word : StopWords.read().of(recipe.locale().getLanguage())) {
            lexicon.addWord(word, KnownPhrases.GRAMMAR_WORD);
        }
        recipe.joiningWords().forEach(word -> lexicon.addWord(word, KnownPhrases.JOINING_WORD));
    }

    private static void addCldr(KnownPhrases lexicon, Locale language) {
        for (var code : Locale.getISOCountries()) {
            lexicon.add(Locale.of("", code).getDisplayCountry(language), KnownPhrases.COUNTRY);
        }
        for (var code : Locale.getISOLanguages()) {
            lexicon.add(Locale.of(code).getDisplayLanguage(language), KnownPhrases.PEOPLE_OR_LANGUAGE);
        }
    }

    private static void addPeople(NameRecipe recipe, KnownPhrases lexicon) {
        var lists = WordListFile.sets(NameLists.class, PEOPLE, COMMA);
        Map.of(
                        "first name", KnownPhrases.FIRST_NAME,
                        "surname", KnownPhrases.SURNAME,
                        "legal form", KnownPhrases.LEGAL_FORM)
                .forEach((list, bit) -> lists.getOrDefault(recipe.script() + " " + list, Set.of())
                        .forEach(name -> lexicon.add(name, bit)));
    }

    private static void addNames(KnownPhrases lexicon, NamedText text) {
        for (var mark : text.marks()) {
            var name = text.text().substring(mark.start(), mark.end());
            var bit = KnownPhrases.NAMED_ELSEWHERE << mark.kind().ordinal();
            lexicon.add(name, bit);
            if (bit == KnownPhrases.NAMED_ELSEWHERE) {
                for (var part : name.split(" ")) {
                    if (part.length() >= SHORTEST_PERSON && Character.isUpperCase(part.charAt(0))) {
                        lexicon.add(part, bit);
                    }
                }
            }
        }
    }
}
