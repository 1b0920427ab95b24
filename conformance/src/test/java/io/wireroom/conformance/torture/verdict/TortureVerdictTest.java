package io.wireroom.conformance.torture.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.store.query.Ledger;
import io.wireroom.testkit.origin.ReceivedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of fault gets into its set, and into no other: three articles, of which the second has two editions. */
class TortureVerdictTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(SECOND);
    private final ChangingHosts hosts = new ChangingHosts(1, 1, now::get);
    private final Map<String, Integer> rawPages = new TreeMap<>(Map.of("item/0", 1));
    private final Map<Integer, Set<Integer>> rawEditions =
            new HashMap<>(Map.of(0, Set.of(1), 1, Set.of(1, 2), 2, Set.of(1)));
    private final Map<String, Integer> ends = new TreeMap<>(Map.of("end of item x", 1));
    private final List<PublishedVersion> onTopic =
            new ArrayList<>(List.of(version(0, 1, 1), version(1, 1, 1), version(2, 1, 1), version(1, 2, 2)));
    private final Set<PublishedVersion.Key> published =
            new HashSet<>(onTopic.stream().map(PublishedVersion::key).toList());
    private final List<PublishedVersion> rows = new ArrayList<>(onTopic);
    private final List<PublishedVersion> newest =
            new ArrayList<>(List.of(version(0, 1, 1), version(1, 2, 2), version(2, 1, 1)));
    private final Set<PublishedVersion.Key> withOutcome = new HashSet<>(published);
    private final Map<String, Matches.Group> groups =
            new HashMap<>(Map.of("id0", new Matches.Group(null, "s"), "id2", new Matches.Group("id0", "s")));
    private final Map<String, Matches.Members> stories =
            new HashMap<>(Map.of("s", new Matches.Members(2, Set.of("id0", "id2"))));
    private final List<String> deadLetters = new ArrayList<>();
    private @Nullable Matches storeMatches;

    @BeforeEach
    void announceThree() {
        hosts.announceAt(8_080);
        now.addAndGet(3 * SECOND + SECOND / 2);
        hosts.announceNoMore();
    }

    private static PublishedVersion version(int article, int version, int edition) {
        return new PublishedVersion(
                "id" + article, version, article, new Edition(edition, false), Instant.EPOCH.plusSeconds(version));
    }

    private TortureVerdict verdict() {
        return TortureVerdict.of(
                hosts,
                new TopicSets(
                        rawPages, rawEditions, onTopic, published, ends, new Matches(groups, stories), deadLetters, 0),
                new StoredSets(
                        rows,
                        newest,
                        withOutcome,
                        storeMatches == null ? new Matches(groups, stories) : storeMatches,
                        0,
                        new Ledger(Instant.EPOCH, Instant.EPOCH, List.of(), List.of())));
    }

    /** The names of the sets that are not empty. */
    private Set<String> found() {
        return verdict().sets().entrySet().stream()
                .filter(set -> !set.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Test
    void whatIsThereOnceAndInOrderHolds() {
        assertThat(found()).isEmpty();
        assertThat(verdict().holds()).isTrue();
        assertThat(verdict().counts()).returns(3, TortureCounts::announced).returns(1, TortureCounts::changed);
    }

    @Test
    void anArticleThatIsNowhereIsLost() {
        remove(version(2, 1, 1));

        assertThat(verdict().lost()).hasSize(2).anyMatch(line -> line.startsWith("no version of http"));
    }

    @Test
    void anEditionThatIsNowhereIsLost() {
        remove(version(1, 2, 2));
        newest.set(1, version(1, 1, 1));

        assertThat(found()).containsExactly("lost");
    }

    private void remove(PublishedVersion version) {
        onTopic.remove(version);
        rows.remove(version);
        newest.remove(version);
        published.remove(version.key());
        withOutcome.remove(version.key());
    }

    @Test
    void aRecordThatCameTwiceIsDoubled() {
        onTopic.add(version(1, 2, 2));

        assertThat(found()).containsExactly("doubled");
    }

    @Test
    void aPageOrAnEndThatCameTwiceIsDoubled() {
        rawPages.put("item/0", 2);
        ends.put("end of item x", 2);

        assertThat(verdict().doubled()).hasSize(2);
    }

    @Test
    void anEditionThatComesBackIsReordered() {
        var back = version(1, 3, 1);
        onTopic.add(back);
        rows.add(back);
        published.add(back.key());
        withOutcome.add(back.key());
        newest.set(1, back);

        assertThat(found()).containsExactlyInAnyOrder("reordered", "lost");
    }

    @Test
    void versionsInAnotherOrderAreReordered() {
        onTopic.add(1, onTopic.remove(3));

        assertThat(verdict().reordered()).hasSize(2);
    }

    @Test
    void aVersionWithoutItsOutcomeAndAnOutcomeWithoutItsVersionAreTorn() {
        published.remove(version(0, 1, 1).key());
        withOutcome.add(new PublishedVersion.Key("id9", 1));

        assertThat(found()).containsExactly("torn");
        assertThat(verdict().torn()).hasSize(2);
    }

    @Test
    void aVersionOfTheTopicThatTheStoreDoesNotShowIsUnseen() {
        newest.set(1, version(1, 1, 1));

        assertThat(found()).containsExactly("unseen");
    }

    @Test
    void anArticleThatItsStoryDoesNotHaveIsLost() {
        stories.put("s", new Matches.Members(2, Set.of("id0", "id1")));

        assertThat(verdict().lost()).containsExactly("article id2 is in story s, which does not have it");
        assertThat(verdict().doubled()).containsExactly("story s has article id1, which is in none");
    }

    @Test
    void anArticleThatTwoStoriesHaveIsDoubled() {
        stories.put("t", new Matches.Members(2, Set.of("id1", "id2")));
        groups.put("id1", new Matches.Group(null, "t"));

        assertThat(verdict().doubled()).containsExactly("story t has article id2, which is in story s");
    }

    @Test
    void anArticleOfAStoryThatIsNotThereIsLost() {
        stories.clear();

        assertThat(verdict().lost()).hasSize(2).allMatch(line -> line.endsWith("story s, which is not there"));
    }

    @Test
    void whatTheStoreShowsDifferentlyIsUnseen() {
        storeMatches = new Matches(Map.of("id0", new Matches.Group(null, "s")), Map.of());

        assertThat(found()).containsExactly("unseen");
        assertThat(verdict().unseen()).hasSize(2);
    }

    @Test
    void aCopyThatIsNotFoundIsLost() {
        var many = new ChangingHosts(1, 10, now::get);
        many.announceAt(8_080);
        now.addAndGet(2 * SECOND);
        var ten = new ArrayList<PublishedVersion>();
        for (var article = 0; article < 10; article++) {
            ten.add(version(article, 1, 1));
        }

        var verdict = TortureVerdict.of(
                many,
                new TopicSets(Map.of(), Map.of(), ten, Set.of(), Map.of(), Matches.none(), List.of(), 0),
                new StoredSets(
                        ten,
                        ten,
                        Set.of(),
                        Matches.none(),
                        0,
                        new Ledger(Instant.EPOCH, Instant.EPOCH, List.of(), List.of())));

        assertThat(verdict.lost()).contains("the copies id9 and id8 are not known as copies");
    }

    @Test
    void aRequestBeforeThePauseIsOverIsImpolite() {
        ask(10 * SECOND);
        ask(10 * SECOND + SECOND / 4);

        assertThat(found()).containsExactly("impolite");
    }

    private void ask(long atNanos) {
        var request = new ReceivedRequest(0, "/feed.xml", null, null, null, atNanos, 0);
        hosts.answer(request);
        hosts.ended(request, true, atNanos + 1);
    }

    @Test
    void aDeadLetterIsNamed() {
        deadLetters.add("news.enrich.dead-letter.v1 key");

        assertThat(found()).containsExactly("dead-lettered");
    }
}
