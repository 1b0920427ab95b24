package io.wireroom.conformance.etiquette.rules;

import io.wireroom.runtime.Failure;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The list of all rules. */
public final class EtiquetteRules {

    /** All rules, in the order of the table. */
    public static final List<Rule> ALL = Stream.of(
                    ValidatorRules.rules(),
                    MoveRules.rules(),
                    BackOffRules.rules(),
                    PaceRules.rules(),
                    RhythmRules.rules(),
                    RobotsEtiquetteRules.rules(),
                    HeaderRules.rules(),
                    SafetyRules.rules(),
                    PageRules.rules())
            .flatMap(List::stream)
            .toList();

    private EtiquetteRules() {}

    /**
     * The rules with these ids; all rules for an empty list.
     *
     * @throws Failure (64) for an unknown id
     */
    public static List<Rule> of(List<String> ids) {
        var wanted = known(ids);
        return ALL.stream()
                .filter(rule -> wanted.isEmpty() || wanted.contains(rule.id()))
                .toList();
    }

    /** These ids, if there are such rules. */
    public static Set<String> known(List<String> ids) {
        var unknown = new TreeSet<>(ids);
        ALL.forEach(rule -> unknown.remove(rule.id()));
        if (!unknown.isEmpty()) {
            throw Failure.usage("There is no rule " + String.join(", ", unknown) + "; `--list` shows all");
        }
        return new TreeSet<>(ids);
    }
}
