package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaGroupTest {

    @ParameterizedTest
    @CsvSource({
        "news.,       news-enrich,       news-scheduler",
        "acme.news.,  acme.news-enrich,  acme.news-scheduler",
        "a_b-c.,      a_b-c-enrich,      a_b-c-scheduler",
        "'',          enrich,            scheduler"
    })
    void onePrefixGivesTheIdsOfAllPrograms(String prefix, String enrich, String scheduler) {
        assertThat(KafkaGroup.ENRICH.id(prefix)).isEqualTo(enrich);
        assertThat(KafkaGroup.SCHEDULER.id(prefix)).isEqualTo(scheduler);
    }

    @Test
    void noTwoPrefixesShareAnId() {
        var ids = new HashSet<String>();
        var prefixes = List.of("", "news.", "acme.news.", "acme-news.", "acme_news.", "acme.", "news.enrich.");

        for (var prefix : prefixes) {
            for (var group : KafkaGroup.values()) {
                ids.add(group.id(prefix));
            }
        }

        assertThat(ids).hasSize(prefixes.size() * KafkaGroup.values().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"news", "news-", ".", "acme..news.", "news/.", "nächte."})
    void anyOtherPrefixIsRefusedWithTheReason(String prefix) {
        assertThatThrownBy(() -> settings(Map.of("TOPIC_PREFIX", prefix)))
                .isInstanceOfSatisfying(
                        Failure.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("TOPIC_PREFIX='" + prefix + "': must be empty, or words of letters");
    }

    @Test
    void anOverlongPrefixIsRefused() {
        assertThatThrownBy(() -> settings(Map.of("TOPIC_PREFIX", "a".repeat(120) + ".")))
                .hasMessageContaining("at most 120 characters");
    }

    private static KafkaSettings settings(Map<String, String> environment) {
        var env = new Env(environment);
        var settings = KafkaSettings.from(env);
        env.check();
        return settings;
    }
}
