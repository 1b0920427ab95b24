package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordHeadersTest {

    @Test
    void theLastHeaderOfANameCounts() {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.add(headers, RecordHeaders.ATTEMPT, "1");
        RecordHeaders.add(headers, RecordHeaders.ATTEMPT, "2");
        headers.add("empty", null);

        assertThat(RecordHeaders.text(headers, RecordHeaders.ATTEMPT)).contains("2");
        assertThat(RecordHeaders.text(headers, "absent")).isEmpty();
        assertThat(RecordHeaders.text(headers, "empty")).isEmpty();
    }

    @Test
    void textIsUtf8() {
        var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        RecordHeaders.add(headers, RecordHeaders.ITEM, "Küste");

        assertThat(headers.lastHeader(RecordHeaders.ITEM).value()).isEqualTo("Küste".getBytes(StandardCharsets.UTF_8));
        assertThat(RecordHeaders.text(headers, RecordHeaders.ITEM)).contains("Küste");
    }
}
