package io.wireroom.conformance.torture.verdict;

import io.wireroom.conformance.torture.disturbance.PoisonedTopic;
import io.wireroom.contract.Article;
import io.wireroom.contract.Outcome;
import io.wireroom.contract.Status;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.RawPage;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.standalone.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The content of the topics under read_committed.
 *
 * @param rawPages how often each attempt of each item has a page, by both
 * @param rawEditions the editions of each article that have a page
 * @param versions every record of the article topic, in its order
 * @param published versions that an outcome says were published
 * @param ends how many outcomes end each item
 * @param matches copies and stories by their last records
 * @param deadLetters records of the dead-letter topics, without those of the poison
 * @param poisoned those of the poison
 */
record TopicSets(
        Map<String, Integer> rawPages,
        Map<Integer, Set<Integer>> rawEditions,
        List<PublishedVersion> versions,
        Set<PublishedVersion.Key> published,
        Map<String, Integer> ends,
        Matches matches,
        List<String> deadLetters,
        int poisoned) {

    private static final int AT_ONCE = 2_000;

    static TopicSets read(KafkaSettings settings) {
        var topics = settings.topics();
        var scan = new TopicScan(new KafkaClients(settings));
        var rawPages = new TreeMap<String, Integer>();
        var rawEditions = new HashMap<Integer, Set<Integer>>();
        scan.read(List.of(topics.raw().name()), AT_ONCE, record -> {
            var header = record.headers().lastHeader(RawPage.CAPTURE_HEADER);
            if (header == null
                    || !(topics.raw().codec().decode(header.value())
                            instanceof Decoded.Value<RawPage.Capture>(var capture))) {
                return; // poison
            }
            rawPages.merge(capture.item().id() + "/" + capture.item().revisit(), 1, Integer::sum);
            Edition.in(new String(record.value(), StandardCharsets.UTF_8))
                    .ifPresent(edition -> rawEditions
                            .computeIfAbsent(
                                    ChangingHosts.article(capture.finalUrl().toString()), none -> new TreeSet<>())
                            .add(edition));
        });
        var versions = new ArrayList<PublishedVersion>();
        scan.read(List.of(topics.article().name()), AT_ONCE, record -> {
            if (topics.article().codec().decode(record.value()) instanceof Decoded.Value<Article>(var article)) {
                versions.add(PublishedVersion.of(article));
            }
        });
        var published = new HashSet<PublishedVersion.Key>();
        var ends = new HashMap<String, Integer>();
        scan.read(List.of(topics.outcome().name()), AT_ONCE, record -> {
            if (topics.outcome().codec().decode(record.value()) instanceof Decoded.Value<Outcome>(var outcome)) {
                if (outcome.end()) {
                    ends.merge("end of item " + outcome.item(), 1, Integer::sum);
                }
                if (outcome.status() == Status.PUBLISHED && outcome.article() != null && outcome.version() != null) {
                    published.add(new PublishedVersion.Key(outcome.article().value(), outcome.version()));
                }
            }
        });
        var deadLetters = new ArrayList<String>();
        var poisoned = new ArrayList<String>();
        for (var topic : topics.deadLetters()) {
            scan.read(
                    List.of(topic.name()),
                    AT_ONCE,
                    record -> (PoisonedTopic.KEY.equals(record.key()) ? poisoned : deadLetters)
                            .add(topic.name() + " " + record.key()));
        }
        return new TopicSets(
                rawPages,
                rawEditions,
                versions,
                published,
                ends,
                Matches.of(topics, scan, AT_ONCE),
                List.copyOf(deadLetters),
                poisoned.size());
    }
}
