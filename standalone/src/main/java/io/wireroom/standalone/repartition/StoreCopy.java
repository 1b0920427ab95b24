package io.wireroom.standalone.repartition;

import io.wireroom.contract.work.StoredPlace;
import io.wireroom.enrich.EnrichApp;
import io.wireroom.enrich.EnrichPlaces;
import io.wireroom.enrich.lane.MatchLane;
import io.wireroom.ingest.IngestApp;
import io.wireroom.ingest.schedule.SchedulerPlaces;
import io.wireroom.runtime.KafkaGroup;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.StreamsRunner;
import io.wireroom.runtime.TopicSetup.Wanted;
import io.wireroom.standalone.repartition.CopyWriter.Copy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Copies the state of the stages from changelog to changelog: the last value of each key, to the task of its site. */
final class StoreCopy {

    private static final String CHANGELOG = "-changelog";

    private final KafkaSettings from;
    private final KafkaSettings to;
    private final PartitionReader reader;
    private final CopyWriter writer;
    private final PartitionEnds ends;

    StoreCopy(KafkaSettings from, KafkaSettings to, PartitionReader reader, CopyWriter writer, PartitionEnds ends) {
        this.from = from;
        this.to = to;
        this.reader = reader;
        this.writer = writer;
        this.ends = ends;
    }

    private interface Places {
        StoredPlace of(String store, byte[] key, byte[] value);
    }

    /** Copies the stores of the scheduler and of enrich, task by task. */
    void all() {
        var scheduler = stores(IngestApp.internalTopics(from), KafkaGroup.SCHEDULER);
        var enrich = EnrichApp.pageStores();
        for (var task = 0; task < from.partitions(); task++) {
            try (var state = new TaskState()) {
                var places = new SchedulerPlaces(state::value);
                copy(
                        state,
                        KafkaGroup.SCHEDULER,
                        scheduler,
                        task,
                        (store, key, value) -> places.of(store, new String(key, StandardCharsets.UTF_8), value));
            }
            try (var state = new TaskState()) {
                copy(state, KafkaGroup.ENRICH, enrich, task, EnrichPlaces::of);
            }
        }
        try (var state = new TaskState()) {
            var match = stores(MatchLane.internalTopics(from), KafkaGroup.MATCH);
            copy(state, KafkaGroup.MATCH, match, 0, (store, key, value) -> new StoredPlace.OnlyOne());
        }
    }

    private List<String> stores(List<Wanted> changelogs, KafkaGroup group) {
        var prefix = from.group(group) + '-';
        return changelogs.stream()
                .map(Wanted::name)
                .map(name -> name.substring(prefix.length(), name.length() - CHANGELOG.length()))
                .toList();
    }

    private void copy(TaskState state, KafkaGroup group, List<String> stores, int task, Places places) {
        for (var store : stores) {
            var partition = new TopicPartition(changelog(from, group, store), task);
            reader.read(
                    partition,
                    ends.begin(partition),
                    ends.end(partition),
                    record -> state.apply(store, record.key(), record.value()));
        }
        for (var store : stores) {
            var target = changelog(to, group, store);
            var now = System.currentTimeMillis();
            state.forEach(
                    store,
                    (key, value) -> writer.write(
                            target,
                            writer.partitions(places.of(store, key, value), task),
                            new Copy(now, key, value, List.of())));
        }
    }

    private static String changelog(KafkaSettings kafka, KafkaGroup group, String store) {
        return StreamsRunner.changelog(kafka.group(group), store);
    }
}
