package io.wireroom.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.LinkId;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.StoredPlace;
import io.wireroom.enrich.VersionState.Origin;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionFormatTest {

    private static final Instant SEEN = Instant.parse("2026-03-05T13:00:00.123456789Z");
    private static final int PLACE = 1_234_567_890;
    private static final VersionState STATE = new VersionState(
            7,
            "1:0123456789abcdef0123456789abcdef",
            "1:fedcba9876543210fedcba9876543210",
            SEEN,
            SEEN.minusSeconds(600),
            null,
            new LinkId("00112233445566778899aabbccddeeff"));

    @Test
    void aStateIsReadAsItWasWritten() {
        var odd = new VersionState(1, "2:text", "", Instant.EPOCH, SEEN, Origin.GONE, new LinkId("operator's own"));
        var entry = new VersionState(1, "1:x", "1:y", SEEN, SEEN, Origin.ENTRY, null);

        for (var state : new VersionState[] {STATE, odd, entry}) {
            assertThat(VersionFormat.decode(VersionFormat.encode(state, PLACE))).isEqualTo(new Decoded.Value<>(state));
        }
    }

    @Test
    void theHashOfTheSiteIsReadWithoutTheState() {
        assertThat(VersionFormat.place(VersionFormat.encode(STATE, PLACE))).isEqualTo(new StoredPlace.OfSite(PLACE));
        assertThat(VersionFormat.place(new byte[] {2})).isInstanceOf(StoredPlace.Unreadable.class);
    }

    @Test
    void aStateWithoutAHashOfItsSiteIsReadAndBelongsAnywhere() {
        var bytes = VersionFormat.encode(STATE, PLACE);
        var older = new byte[bytes.length - Integer.BYTES];
        System.arraycopy(bytes, 1 + Integer.BYTES, older, 1, older.length - 1);
        older[0] = 1;

        assertThat(VersionFormat.decode(older)).isEqualTo(new Decoded.Value<>(STATE));
        assertThat(VersionFormat.place(older)).isEqualTo(new StoredPlace.Unknown());
    }

    @Test
    void aStateIsSmall() {
        assertThat(VersionFormat.encode(STATE, PLACE)).hasSize(85);
    }

    @Test
    void everyCutAndEveryOtherFormatIsUnreadable() {
        var bytes = VersionFormat.encode(STATE, PLACE);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(VersionFormat.decode(Arrays.copyOf(bytes, length))).isInstanceOf(Decoded.Unreadable.class);
        }
        assertThat(VersionFormat.decode(Arrays.copyOf(bytes, bytes.length + 1))).isInstanceOf(Decoded.Unreadable.class);
        bytes[0] = 9;
        assertThat(VersionFormat.decode(bytes)).isInstanceOf(Decoded.Unreadable.class);
    }

    @Test
    void anyDamageIsAValueOrUnreadableButNeverAnException() {
        var state = VersionFormat.encode(STATE, PLACE);
        var random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            var damaged = state.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(VersionFormat.decode(damaged)).isNotNull();
        }
    }
}
