package io.wireroom.ingest.schedule;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a source has moved to. A permanent redirect (301, 308) is believed once {@value #ENOUGH} useful answers in a row
 * came by the same one: a slip in a server's configuration rarely lasts that long, and what seems to be a move but leads
 * to nothing never counts. The source's own address stays its identity.
 *
 * @param adopted the address that is asked instead of the source's own; null when none is
 * @param target of the redirects counted so far; null when the last answer came without one
 * @param times answers in a row by way of {@code target}
 */
record Moves(@Nullable URI adopted, @Nullable URI target, int times) {

    static final int ENOUGH = 3;

    static final Moves NONE = new Moves(null, null, 0);

    /**
     * After a useful answer.
     *
     * @param own the source's own address
     * @param movedTo where permanent redirects led; null when there were none
     */
    Moves after(URI own, @Nullable URI movedTo) {
        var asked = adopted == null ? own : adopted;
        if (movedTo == null || movedTo.equals(asked)) {
            return new Moves(adopted, null, 0);
        }
        var count = movedTo.equals(target) ? times + 1 : 1;
        if (count < ENOUGH) {
            return new Moves(adopted, movedTo, count);
        }
        return new Moves(movedTo.equals(own) ? null : movedTo, null, 0);
    }
}
