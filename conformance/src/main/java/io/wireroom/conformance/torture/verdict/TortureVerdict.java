package io.wireroom.conformance.torture.verdict;

import io.wireroom.conformance.torture.wire.WireStage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is wrong with what was kept, as sets of lines for people, in the words of Jepsen's reports. All are empty if
 * everything that was published was kept once, in order and with its outcomes.
 *
 * @param lost announced articles, editions or versions that are nowhere; copies that were not found; articles that their
 *     story does not have
 * @param doubled what is there twice; articles that a story has and that are in another one
 * @param reordered versions whose order is not that of their publication
 * @param torn versions without their outcome, or outcomes without their version
 * @param unseen versions of the topic that the store does not have at the end, or does not show as the newest; copies and
 *     stories that it shows differently
 * @param impolite requests that came too early
 * @param unbalanced what the ledger says is wrong
 * @param deadLettered records that could not be processed, beyond the poison
 */
public record TortureVerdict(
        Set<String> lost,
        Set<String> doubled,
        Set<String> reordered,
        Set<String> torn,
        Set<String> unseen,
        Set<String> impolite,
        Set<String> unbalanced,
        Set<String> deadLettered,
        TortureCounts counts) {

    /** Judges what the topics and the store have of what the hosts served. */
    static TortureVerdict of(ChangingHosts hosts, TopicSets topics, StoredSets stored) {
        var politeness = Politeness.of(hosts.exchanges(), Duration.ofMillis(WireStage.HOST_DELAY_MILLIS));
        var verdict = new TortureVerdict(
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(politeness.faults()),
                new TreeSet<>(),
                new TreeSet<>(topics.deadLetters()),
                new TortureCounts(
                        hosts.announced(),
                        count(hosts, article -> hosts.last(article).number() > 1),
                        count(hosts, article -> hosts.last(article).withdrawn()),
                        politeness.requests(),
                        topics.rawPages().size(),
                        topics.versions().size(),
                        stored.versions().size(),
                        (int) topics.matches().groups().values().stream()
                                .filter(group -> group.copyOf() != null)
                                .count(),
                        topics.matches().stories().size(),
                        topics.poisoned(),
                        politeness.longestSilence()));
        verdict.findLost(hosts, topics);
        verdict.findWrongOrder(topics.versions());
        verdict.findDoubled("raw page", topics.rawPages());
        verdict.findDoubled("outcome:", topics.ends());
        verdict.findTorn(topics, stored);
        verdict.findUnseen(topics.versions(), stored);
        verdict.findWrongMatches(hosts, topics, stored);
        verdict.findUnbalanced(stored);
        return verdict;
    }

    private static int count(ChangingHosts hosts, IntPredicate wanted) {
        return (int) IntStream.range(0, hosts.announced()).filter(wanted).count();
    }

    private void findLost(ChangingHosts hosts, TopicSets topics) {
        var editions = new HashMap<Integer, Set<Integer>>();
        var newest = new HashMap<Integer, Edition>();
        for (var version : topics.versions()) {
            newest.put(version.article(), version.edition());
            editions.computeIfAbsent(version.article(), none -> new TreeSet<>())
                    .add(version.edition().number());
        }
        for (var article = 0; article < hosts.announced(); article++) {
            var last = hosts.last(article);
            var raw = topics.rawEditions().getOrDefault(article, Set.of());
            var reached = newest.get(article);
            if (reached == null && raw.isEmpty() && hosts.servedWithdrawn(article)) {
                continue; // withdrawn before a fetch of it was recorded
            }
            if (reached == null) {
                lost.add("no version of " + hosts.url(article));
            } else if (!reached.isAs(last)) {
                lost.add("the newest version of " + hosts.url(article) + " is " + reached + ", and not " + last);
            }
            for (var edition : raw) {
                if (!editions.getOrDefault(article, Set.of()).contains(edition)) {
                    lost.add("no version of edition " + edition + " of " + hosts.url(article) + ", which was fetched");
                }
            }
        }
    }

    private void findWrongOrder(List<PublishedVersion> versions) {
        var before = new HashMap<String, PublishedVersion>();
        var ids = new HashMap<Integer, String>();
        for (var version : versions) {
            var other = ids.putIfAbsent(version.article(), version.id());
            if (other != null && !other.equals(version.id())) {
                doubled.add("article " + version.article() + " has the ids " + other + " and " + version.id());
            }
            var previous = before.put(version.id(), version);
            var number = previous == null ? 0 : previous.version();
            if (version.version() <= number) {
                (version.version() == number ? doubled : reordered)
                        .add("on the topic, " + version.key() + " after version " + number);
            } else if (version.version() > number + 1) {
                lost.add("on the topic, no version between " + number + " and " + version.key());
            }
            if (previous == null) {
                continue;
            }
            if (version.edition().equals(previous.edition())) {
                doubled.add(
                        "edition " + version.edition().number() + " is " + previous.key() + " and " + version.key());
            } else if (version.edition().number() < previous.edition().number()
                    && !version.edition().withdrawn()) {
                reordered.add("edition " + version.edition().number() + " is " + version.key() + ", after edition "
                        + previous.edition().number());
            }
        }
    }

    private void findDoubled(String what, Map<String, Integer> counts) {
        counts.forEach((name, count) -> {
            if (count > 1) {
                doubled.add(what + " " + name + " " + count + " times");
            }
        });
    }

    private void findTorn(TopicSets topics, StoredSets stored) {
        var published = keys(topics.versions());
        var rows = keys(stored.versions());
        torn.addAll(missing(published, topics.published(), "on the topic without an outcome"));
        torn.addAll(missing(topics.published(), published, "published by an outcome, but not on the topic"));
        torn.addAll(missing(rows, stored.withOutcome(), "stored without an outcome"));
        torn.addAll(missing(stored.withOutcome(), rows, "stored by an outcome, but without a row"));
        torn.addAll(missing(rows, published, "stored, but not on the topic"));
    }

    private void findUnseen(List<PublishedVersion> versions, StoredSets stored) {
        unseen.addAll(missing(keys(versions), keys(stored.versions()), "on the topic, but not stored"));
        var highest = new TreeMap<String, Integer>();
        versions.forEach(version -> highest.merge(version.id(), version.version(), Math::max));
        for (var shown : stored.newest()) {
            if (shown.version() != highest.getOrDefault(shown.id(), shown.version())) {
                unseen.add("the store shows " + shown.key() + " and not version " + highest.get(shown.id()));
            }
        }
    }

    private void findWrongMatches(ChangingHosts hosts, TopicSets topics, StoredSets stored) {
        var matches = topics.matches();
        matches.lostMembers(lost::add);
        matches.doubledMembers(doubled::add);
        matches.differences(stored.matches(), unseen::add);
        var ids = new HashMap<Integer, String>();
        topics.versions().forEach(version -> ids.put(version.article(), version.id()));
        for (var article = 0; article < hosts.announced(); article++) {
            var copy = ids.get(article);
            var original = ids.get(ChangingHosts.original(article));
            if (copy != null && original != null && !matches.areCopies(copy, original)) {
                lost.add("the copies " + copy + " and " + original + " are not known as copies");
            }
        }
    }

    private void findUnbalanced(StoredSets stored) {
        stored.ledger()
                .imbalances()
                .forEach(one -> unbalanced.add(one.url() + " item " + one.item() + ": " + one.what()));
        if (!stored.ledger().balanced() && unbalanced.isEmpty()) {
            unbalanced.add("the sums of the ledger differ");
        }
        if (stored.contradicted() > 0) {
            unbalanced.add(stored.contradicted() + " outcomes contradict another one");
        }
    }

    private static Set<String> missing(
            Set<PublishedVersion.Key> there, Set<PublishedVersion.Key> required, String what) {
        return there.stream()
                .filter(version -> !required.contains(version))
                .map(version -> what + ": " + version)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<PublishedVersion.Key> keys(List<PublishedVersion> versions) {
        return versions.stream().map(PublishedVersion::key).collect(Collectors.toSet());
    }

    /** The sets by their names, in the order of their weight. */
    public Map<String, Set<String>> sets() {
        var all = new LinkedHashMap<String, Set<String>>();
        all.put("lost", lost);
        all.put("doubled", doubled);
        all.put("reordered", reordered);
        all.put("torn", torn);
        all.put("unseen", unseen);
        all.put("impolite", impolite);
        all.put("unbalanced", unbalanced);
        all.put("dead-lettered", deadLettered);
        return all;
    }

    /** Whether nothing is wrong. */
    public boolean holds() {
        return sets().values().stream().allMatch(Set::isEmpty);
    }
}
