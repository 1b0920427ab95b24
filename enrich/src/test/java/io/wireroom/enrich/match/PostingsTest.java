package io.wireroom.enrich.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostingsTest {

    private static List<Integer> owners(Postings postings, int key) {
        var found = new ArrayList<Integer>();
        postings.forEach(key, found::add);
        return found;
    }

    @Test
    void aKeyKeepsItsNewestOwnersTheNewestFirst() {
        var postings = new Postings(3);
        for (var owner = 1; owner <= 5; owner++) {
            postings.add(7, owner);
        }

        assertThat(owners(postings, 7)).containsExactly(5, 4, 3);
        assertThat(owners(postings, 8)).isEmpty();
    }

    @Test
    void anyOwnerCanBeRemoved() {
        var postings = new Postings(3);
        for (var owner = 1; owner <= 3; owner++) {
            postings.add(7, owner);
        }

        postings.remove(7, 3);
        postings.remove(7, 9);
        postings.add(7, 4);
        postings.remove(7, 1);

        assertThat(owners(postings, 7)).containsExactly(4, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void itHoldsWhatListsHold(int most) {
        var random = new SplittableRandom(most);
        var postings = new Postings(most);
        var lists = new HashMap<Integer, List<Integer>>();
        for (var step = 0; step < 20_000; step++) {
            var key = random.nextInt(20);
            var owner = random.nextInt(12);
            var list = lists.computeIfAbsent(key, none -> new ArrayList<>());
            if (random.nextInt(3) == 0) {
                postings.remove(key, owner);
                list.remove((Integer) owner);
            } else if (!list.contains(owner)) {
                postings.add(key, owner);
                list.addFirst(owner);
                if (list.size() > most) {
                    list.removeLast();
                }
            }

            assertThat(owners(postings, key)).isEqualTo(list);
        }
    }
}
