package io.wireroom.tagging.credits;

import io.wireroom.tagging.lexicon.WordListFile;
import io.wireroom.text.FoldedText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of agencies and publications that articles credit, for those who need to know them as whole names. */
public final class KnownOutlets {

    private KnownOutlets() {}

    /** All forms of all names, folded. */
    public static Set<String> folded() {
        return WordListFile.sections(KnownOutlets.class, "outlets.txt").getOrDefault("names", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(" *\\| *")))
                .map(name -> FoldedText.fold(name.startsWith("~") ? name.substring(1) : name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
