package io.wireroom.standalone.rights;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.json.WireNamed;
import io.wireroom.enrich.EnrichApp;
import io.wireroom.ingest.IngestApp;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaRightsTest {

    private static final KafkaSettings KAFKA =
            new KafkaSettings("kafka:9092", "news.", 12, (short) 1, Path.of("data"), Map.of());
    private static final Pattern SOURCE = Pattern.compile("Source: \\S+ \\(topics: \\[([^]]*)]\\)");
    private static final Pattern SINK = Pattern.compile("Sink: \\S+ \\(topic: (\\S+)\\)");
    private static final Path PAGE = Path.of("..", "docs", "kafka.md");
    /** Of a row: the program, what it reads, what it writes. */
    private static final Pattern ROW = Pattern.compile("\\| (ingest|enrich|sink) \\| ([^|]*) \\| ([^|]*) \\|.*");

    @ParameterizedTest
    @CsvSource({"INGEST, ingest", "ENRICH, enrich"})
    void aStageMayReadAndWriteTheTopicsOfItsTopology(KafkaUser user, String module) throws IOException {
        var topology = Files.readString(Path.of("..", module, "src", "test", "resources", "topology.txt"));

        assertThat(topics(user, READ)).containsAll(found(SOURCE, topology));
        assertThat(topics(user, WRITE)).containsAll(found(SINK, topology));
    }

    @Test
    void aStageMayReadAndWriteTheChangelogsOfItsStoresAndNoOthers() {
        assertThat(IngestApp.internalTopics(KAFKA)).extracting(Wanted::name).allSatisfy(changelog -> {
            assertThat(isAllowed(KafkaUser.INGEST, READ, changelog)).isTrue();
            assertThat(isAllowed(KafkaUser.INGEST, WRITE, changelog)).isTrue();
            assertThat(isAllowed(KafkaUser.ENRICH, READ, changelog)).isFalse();
        });
        assertThat(EnrichApp.internalTopics(KAFKA)).extracting(Wanted::name).allSatisfy(changelog -> {
            assertThat(isAllowed(KafkaUser.ENRICH, READ, changelog)).isTrue();
            assertThat(isAllowed(KafkaUser.ENRICH, WRITE, changelog)).isTrue();
            assertThat(isAllowed(KafkaUser.INGEST, READ, changelog)).isFalse();
        });
    }

    @Test
    void onlyTheToolsMayMakeChangeOrDeleteAnything() {
        for (var user : KafkaUser.values()) {
            if (user != KafkaUser.TOOLS) {
                assertThat(rights(user))
                        .extracting(right -> right.entry().operation())
                        .as(user.name())
                        .isSubsetOf(READ, WRITE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);
            }
        }
        assertThat(rights(KafkaUser.TOOLS))
                .filteredOn(right -> right.pattern().resourceType() == ResourceType.CLUSTER)
                .extracting(right -> right.entry().operation())
                .containsExactly(AclOperation.DESCRIBE);
    }

    @ParameterizedTest
    @EnumSource(KafkaUser.class)
    void anotherPrefixGivesOtherNames(KafkaUser user) {
        var other = KAFKA.of("acme.news.", 12);

        assertThat(KafkaRights.of(user, other, "User:x"))
                .filteredOn(right -> right.pattern().resourceType() != ResourceType.CLUSTER)
                .extracting(right -> right.pattern().name())
                .allMatch(name -> name.startsWith("acme.news") || name.equals("x"));
    }

    @Test
    void thePageHasTheTopicsOfEachStage() throws IOException {
        var rows = Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(java.util.regex.Matcher::matches)
                .toList();

        assertThat(rows).hasSize(3).allSatisfy(row -> {
            var user = WireNamed.constant(KafkaUser.class, row.group(1));
            assertThat(names(row.group(2))).isEqualTo(literalTopics(user, READ));
            assertThat(names(row.group(3))).isEqualTo(literalTopics(user, WRITE));
        });
    }

    private static Set<String> names(String cell) {
        return Arrays.stream(cell.split(", "))
                .map(name -> "news." + name + ".v1")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<AclBinding> rights(KafkaUser user) {
        return KafkaRights.of(user, KAFKA, "User:" + user.wireName());
    }

    private static Set<String> topics(KafkaUser user, AclOperation operation) {
        return KAFKA.topics().all().stream()
                .map(topic -> topic.name())
                .filter(topic -> isAllowed(user, operation, topic))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> literalTopics(KafkaUser user, AclOperation operation) {
        return rights(user).stream()
                .filter(right -> right.pattern().resourceType() == ResourceType.TOPIC
                        && right.pattern().patternType() == PatternType.LITERAL
                        && right.entry().operation() == operation)
                .map(right -> right.pattern().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAllowed(KafkaUser user, AclOperation operation, String topic) {
        return rights(user).stream()
                .filter(right -> right.pattern().resourceType() == ResourceType.TOPIC
                        && right.entry().operation() == operation)
                .map(AclBinding::pattern)
                .anyMatch(pattern -> pattern.patternType() == PatternType.PREFIXED
                        ? topic.startsWith(pattern.name())
                        : topic.equals(pattern.name()));
    }

    private static Set<String> found(Pattern pattern, String topology) {
        return pattern.matcher(topology)
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(", ")))
                .collect(Collectors.toSet());
    }
}
