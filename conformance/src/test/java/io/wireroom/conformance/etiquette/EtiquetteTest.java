package io.wireroom.conformance.etiquette;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.conformance.etiquette.rules.EtiquetteRules;
import io.wireroom.conformance.etiquette.rules.Rule;
import io.wireroom.conformance.etiquette.rules.Verdict;
import io.wireroom.testkit.process.FreePorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EtiquetteTest {

    private static final long LIMIT_SECONDS = 240;

    /** Faults that are detected even if a busy machine lengthens pauses. */
    private static final List<String> PLAIN = List.of(
            "etag-byte-for-byte",
            "last-modified-byte-for-byte",
            "both-validators",
            "validators-from-304",
            "equal-body-new-validators",
            "same-date-other-etag",
            "no-validators-no-condition",
            "validators-end-with-their-answer",
            "moved-not-adopted-at-once",
            "moved-301-adopted",
            "moved-308-adopted",
            "redirect-cap",
            "gone-stops",
            "one-request-at-a-time",
            "pause-between-requests",
            "retry-after-capped",
            "interval-floor",
            "robots-before-first-page",
            "robots-obeyed",
            "robots-own-group",
            "robots-4xx-allows",
            "robots-5xx-disallows",
            "robots-cached",
            "robots-redirect-followed",
            "robots-for-sitemaps",
            "user-agent-with-contact",
            "accepts-gzip-and-brotli",
            "brotli-decoded",
            "no-cookies",
            "cookie-for-a-chain",
            "cookie-stays-at-its-server",
            "packed-unasked",
            "coding-that-is-none",
            "list-of-codings",
            "deflate-decoded",
            "cut-feed-read",
            "no-senseless-date",
            "no-referrer",
            "international-host",
            "no-private-address-by-number",
            "no-private-address-by-name",
            "no-private-address-by-change",
            "other-schemes-refused",
            "body-cap",
            "ratio-cap",
            "header-cap",
            "page-retried-with-back-off",
            "page-wrong-type-final",
            "page-redirect-through-its-queue",
            "revisit-conditional");

    @TempDir
    private Path directory;

    @Test
    void everyRuleHasAnIdOfItsOwnAndTheWordsToExplainIt() {
        assertThat(EtiquetteRules.ALL)
                .extracting(Rule::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]+"));
        assertThat(EtiquetteRules.ALL)
                .allSatisfy(rule -> assertThat(rule.claim()).endsWith("."));
        assertThat(EtiquetteRules.ALL)
                .allSatisfy(rule -> assertThat(rule.source()).isNotBlank());
    }

    @Test
    @Tag("crash")
    void aFaultTurnsItsRuleAndNoOther() {
        var kept = List.of(
                "etag-byte-for-byte", "equal-body-new-validators", "robots-obeyed", "no-private-address-by-name");
        var broken = List.of("same-date-other-etag", "user-agent-with-contact", "robots-before-first-page");

        assertThat(failed(join(kept, broken), broken)).containsExactlyInAnyOrderElementsOf(broken);
    }

    @Test
    @Tag("crash")
    void ourClientKeepsEveryRule() {
        assertThat(results(ids(EtiquetteRules.ALL), List.of()))
                .allSatisfy(one -> assertThat(one.verdict())
                        .as("%s: %s", one.rule().id(), one.verdict())
                        .isInstanceOf(Verdict.Pass.class));
    }

    @Test
    @Tag("crash")
    void aFaultForEachRuleIsNoticed() {
        assertThat(failed(PLAIN, PLAIN)).containsExactlyInAnyOrderElementsOf(PLAIN);
    }

    private Set<String> failed(List<String> rules, List<String> broken) {
        return results(rules, broken).stream()
                .filter(one -> one.verdict().failed())
                .map(one -> one.rule().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Etiquette.Result> results(List<String> rules, List<String> broken) {
        try (var etiquette = new Etiquette(EtiquetteRules.of(rules), FreePorts.one())) {
            etiquette.open();
            return etiquette.runOwnClient(directory, EtiquetteRules.known(broken), LIMIT_SECONDS, sentence -> {});
        }
    }

    private static List<String> ids(List<Rule> rules) {
        return rules.stream().map(Rule::id).toList();
    }

    private static List<String> join(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
