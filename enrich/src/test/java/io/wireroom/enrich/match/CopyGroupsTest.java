package io.wireroom.enrich.match;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.ArticleId;
import io.wireroom.enrich.match.InventedWire.Edit;
import io.wireroom.enrich.match.InventedWire.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyGroupsTest {

    private static final Instant START = InventedWire.START;

    private final InventedWire wire = new InventedWire(81);
    private final CopyGroups groups = new CopyGroups(Duration.ofDays(14));

    private static ArticleId id(String value) {
        return new ArticleId(value);
    }

    private List<CopyChange> put(String id, int version, Instant seenAt, Story story) {
        return groups.put(InventedWire.fingerprint(id, version, id + ".example", seenAt, story));
    }

    private static Map<ArticleId, Optional<ArticleId>> originals(
            Collection<Fingerprint> fingerprints, CopyGroups groups) {
        return fingerprints.stream()
                .map(Fingerprint::id)
                .distinct()
                .collect(toMap(Function.identity(), groups::copyOf));
    }

    @Test
    void aCopyPointsToTheTextThatAppearedFirst() {
        var story = wire.story();

        assertThat(put("late", 1, START.plusSeconds(60), story)).isEmpty();
        assertThat(put("early", 1, START, wire.edited(story, Edit.DATELINE)))
                .containsExactly(new CopyChange(id("late"), id("early")));
        assertThat(put("later", 1, START.plusSeconds(90), wire.edited(story, Edit.CUT_TO_70)))
                .containsExactly(new CopyChange(id("later"), id("early")));
        assertThat(groups.copyOf(id("early"))).isEmpty();
    }

    @Test
    void anArticleThatTiesTwoGroupsMakesThemOne() {
        var whole = wire.story();
        var paragraphs = whole.text().split("\n");
        var beginning =
                new Story(whole.title(), String.join("\n", List.of(paragraphs).subList(0, 4)));
        var end = new Story(whole.title(), String.join("\n", List.of(paragraphs).subList(4, 8)));

        put("beginning", 1, START, beginning);
        assertThat(put("end", 1, START.plusSeconds(1), end)).isEmpty();
        assertThat(put("whole", 1, START.plusSeconds(2), whole))
                .containsExactlyInAnyOrder(
                        new CopyChange(id("end"), id("beginning")), new CopyChange(id("whole"), id("beginning")));

        assertThat(groups.remove(id("whole"))).containsExactly(new CopyChange(id("end"), null));
    }

    @Test
    void aVersionWithAnotherTextLeavesItsGroup() {
        var story = wire.story();
        put("a", 1, START, story);
        put("b", 1, START.plusSeconds(1), story);

        assertThat(put("b", 2, START.plusSeconds(1), wire.story())).containsExactly(new CopyChange(id("b"), null));
        assertThat(put("b", 1, START.plusSeconds(1), story)).isEmpty();
        assertThat(groups.copyOf(id("b"))).isEmpty();
    }

    @Test
    void aNewVersionOfTheOriginalKeepsItsCopies() {
        var story = wire.story();
        put("a", 1, START, story);
        put("b", 1, START.plusSeconds(1), story);

        assertThat(put("a", 2, START, wire.edited(story, Edit.WORDS_5))).isEmpty();
        assertThat(groups.copyOf(id("b"))).contains(id("a"));
    }

    @Test
    void anotherVersionOfOneArticleIsNoCopyOfIt() {
        var story = wire.story();
        put("a", 1, START, story);
        put("a", 2, START, wire.edited(story, Edit.DATELINE));

        assertThat(groups.copyOf(id("a"))).isEmpty();
        assertThat(groups.size()).isEqualTo(1);
    }

    @Test
    void oneTextOutsideTheWindowIsNoCopy() {
        var story = wire.story();
        put("a", 1, START, story);
        put("b", 1, START.plus(Duration.ofDays(15)), story);

        assertThat(groups.copyOf(id("b"))).isEmpty();
    }

    @Test
    void copiesKeepAnOriginalThatIsForgotten() {
        var story = wire.story();
        put("a", 1, START, story);
        put("b", 1, START.plus(Duration.ofDays(10)), story);

        groups.forget(id("a"));
        put("c", 1, START.plus(Duration.ofDays(20)), story);

        assertThat(groups.size()).isEqualTo(2);
        assertThat(groups.copyOf(id("b"))).contains(id("a"));
        assertThat(groups.copyOf(id("c"))).contains(id("a"));
    }

    @Test
    void aTextOfThousandSitesIsOneGroup() {
        var story = wire.story();
        for (int i = 0; i < 1000; i++) {
            put("a" + i, 1, START.plusSeconds(i), wire.edited(story, Edit.values()[i % Edit.values().length]));
        }

        for (int i = 1; i < 1000; i++) {
            assertThat(groups.copyOf(id("a" + i))).contains(id("a0"));
        }
        assertThat(groups.compared()).isLessThan(300_000);
    }

    /** Whatever the order and however often an article is delivered, the groups are the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderAndRepetitionDoNotCount(int seed) {
        var invented = new InventedWire(seed);
        var random = new Random(seed);
        var fingerprints = new ArrayList<Fingerprint>();
        var gold = new HashMap<ArticleId, Integer>();
        for (int base = 0; base < 12; base++) {
            var story = invented.story();
            for (var edit : Edit.values()) {
                var fingerprint = invented.fingerprint(base + "-" + edit, invented.edited(story, edit));
                fingerprints.add(fingerprint);
                gold.put(fingerprint.id(), base);
            }
            fingerprints.add(invented.fingerprint("report" + base, invented.marketReport()));
        }
        fingerprints.forEach(groups::put);
        var expected = originals(fingerprints, groups);
        expected.forEach((article, original) -> original.ifPresent(
                first -> assertThat(gold.get(article)).isNotNull().isEqualTo(gold.get(first))));
        assertThat(expected.values().stream().filter(Optional::isPresent)).hasSize(12 * (Edit.values().length - 1));

        for (int round = 0; round < 4; round++) {
            var delivered = new ArrayList<>(fingerprints);
            delivered.addAll(fingerprints.subList(0, random.nextInt(fingerprints.size())));
            Collections.shuffle(delivered, random);
            var again = new CopyGroups(Duration.ofDays(14));
            delivered.forEach(again::put);

            assertThat(originals(fingerprints, again)).isEqualTo(expected);
        }
    }

    /** The changes that are reported lead to the groups that are known. */
    @Test
    void theChangesAddUp() {
        var random = new Random(7);
        var stories = List.of(wire.story(), wire.story(), wire.story());
        var reported = new HashMap<ArticleId, ArticleId>();
        var versions = new HashMap<String, Integer>();
        for (int i = 0; i < 300; i++) {
            var name = "a" + random.nextInt(20);
            var removed = random.nextInt(5) == 0;
            var changes = removed
                    ? groups.remove(id(name))
                    : put(
                            name,
                            versions.merge(name, 1, Integer::sum),
                            START.plusSeconds(random.nextInt(100)),
                            wire.edited(
                                    stories.get(random.nextInt(3)),
                                    Edit.values()[random.nextInt(Edit.values().length)]));
            for (var change : changes) {
                if (change.copyOf() == null) {
                    reported.remove(change.article());
                } else {
                    reported.put(change.article(), change.copyOf());
                }
            }
            if (removed) {
                reported.remove(id(name));
            }
            for (int article = 0; article < 20; article++) {
                assertThat(groups.copyOf(id("a" + article)))
                        .isEqualTo(Optional.ofNullable(reported.get(id("a" + article))));
            }
        }
    }
}
