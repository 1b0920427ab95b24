package io.wireroom.training.names;

import io.wireroom.training.names.CrossValidation.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of a recipe.
 *
 * @param own in the language of the model, which it is validated on
 * @param helpers other texts that it learns from
 * @param others texts of other languages, whose names may be named in this one too
 */
record RecipeTexts(List<NamedText> own, List<NamedText> helpers, List<NamedText> others) {

    private static final int FOLDS = 5;

    /** Sets whose marks are too often wrong for a list of names. */
    private static final Set<String> COARSE = Set.of("gmb", "btc", "wnut17", "fr-europeana", "nl-europeana");

    /** Translations of the same articles: a name that is left out in one must not be learned from the other. */
    private static final List<Set<String>> PARALLEL = List.of(
            Set.of("hr-set-dev", "hr-set-train", "sr-set-train"),
            Set.of("es-meantime", "it-meantime", "nl-meantime", "meantime-en"));

    RecipeTexts {
        own = List.copyOf(own);
        helpers = List.copyOf(helpers);
        others = List.copyOf(others);
    }

    /** Reads {@code ner-train} and {@code ner-lang} below a folder. */
    static RecipeTexts read(NameRecipe recipe, Path data) throws IOException {
        var own = new ArrayList<NamedText>();
        var helpers = new ArrayList<NamedText>();
        var others = new ArrayList<NamedText>();
        for (var folder : List.of("ner-lang", "ner-train")) {
            for (var text : NamedText.readAll(data.resolve(folder))) {
                if (recipe.sets().contains(text.set())) {
                    own.add(recipe == NameRecipe.ENGLISH ? Conventions.apply(text) : text);
                } else if (recipe.helpers().containsKey(text.set())) {
                    helpers.add(recipe == NameRecipe.ENGLISH ? Conventions.apply(text) : text);
                } else if (!COARSE.contains(text.set()) && !isParallel(recipe, text.set())) {
                    others.add(text);
                }
            }
        }
        return new RecipeTexts(own, helpers, others);
    }

    /** All texts to learn from. */
    List<NamedText> all() {
        var all = new ArrayList<>(own);
        all.addAll(helpers);
        return all;
    }

    /** The parts that are left out one at a time: data sets if each is of another kind (English), else five folds. */
    List<Part> parts(NameRecipe recipe) {
        return recipe == NameRecipe.ENGLISH
                ? CrossValidation.bySet(own, free(recipe))
                : CrossValidation.folds(own, free(recipe), FOLDS);
    }

    /** The development part of the language's sets, if there is one. */
    Optional<Part> development(NameRecipe recipe) {
        return recipe == NameRecipe.ENGLISH ? Optional.empty() : CrossValidation.development(own, free(recipe));
    }

    private List<NamedText> free(NameRecipe recipe) {
        return helpers.stream().filter(text -> !isParallel(recipe, text.set())).toList();
    }

    private static boolean isParallel(NameRecipe recipe, String set) {
        return PARALLEL.stream()
                .anyMatch(sets -> sets.contains(set) && recipe.sets().stream().anyMatch(sets::contains));
    }
}
