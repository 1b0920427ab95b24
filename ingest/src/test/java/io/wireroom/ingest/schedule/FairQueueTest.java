package io.wireroom.ingest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class FairQueueTest {

    private final FairQueue queue = new FairQueue();

    private ArrayList<String> drained() {
        var keys = new ArrayList<String>();
        for (var key = queue.first(); key != null; key = queue.first()) {
            keys.add(key);
            queue.remove(key);
        }
        return keys;
    }

    @Test
    void ownersTakeTurns() {
        for (var number = 1; number <= 3; number++) {
            queue.add("big-" + number, "big");
        }
        queue.add("small", "small");

        assertThat(queue.size()).isEqualTo(4);
        assertThat(drained()).containsExactly("big-1", "small", "big-2", "big-3");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void theNewestOfWhoHasMostGivesWay() {
        queue.add("a-1", "a");
        queue.add("b-1", "b");
        queue.add("b-2", "b");

        assertThat(queue.newestOfLongest()).isEqualTo("b-2");
    }

    @Test
    void aKeyThatComesAgainIsThereOnce() {
        queue.add("a", "one");
        queue.add("a", "other");
        queue.remove("unknown");

        assertThat(drained()).containsExactly("a");
    }
}
