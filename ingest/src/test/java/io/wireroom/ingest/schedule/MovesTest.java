package io.wireroom.ingest.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class MovesTest {

    private static final URI OWN = URI.create("http://harbour.example/feed");
    private static final URI NEW = URI.create("https://harbour.example/feed.xml");
    private static final URI OTHER = URI.create("http://quay.example/feed");

    private static Moves after(URI... targets) {
        var moves = Moves.NONE;
        for (var target : targets) {
            moves = moves.after(OWN, target);
        }
        return moves;
    }

    @Test
    void theSameTargetThreeTimesInARowIsAdopted() {
        assertThat(after(NEW, NEW)).isEqualTo(new Moves(null, NEW, 2));
        assertThat(after(NEW, NEW, NEW)).isEqualTo(new Moves(NEW, null, 0));
    }

    @Test
    void anotherTargetOrNoneBeginsAnew() {
        assertThat(after(NEW, NEW, OTHER)).isEqualTo(new Moves(null, OTHER, 1));
        assertThat(after(NEW, NEW, OWN, NEW)).isEqualTo(new Moves(null, NEW, 1));
    }

    @Test
    void anAdoptedAddressMayMoveOnAndBack() {
        assertThat(after(NEW, NEW, NEW, OTHER, OTHER)).isEqualTo(new Moves(NEW, OTHER, 2));
        assertThat(after(NEW, NEW, NEW, OTHER, OTHER, OTHER)).isEqualTo(new Moves(OTHER, null, 0));
        assertThat(after(NEW, NEW, NEW, OWN, OWN, OWN)).isEqualTo(Moves.NONE);
    }
}
