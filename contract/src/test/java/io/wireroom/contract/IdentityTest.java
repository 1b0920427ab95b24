package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static final Address FERRY =
            Address.of("https://www.pier.example/ferry").orElseThrow();

    @Test
    void anIdIsTheFirstHalfOfSha256InHexadecimal() {
        // FIPS 180-4: SHA-256 of "abc" begins ba7816bf 8f01cfea 414140de 5dae2223.
        assertThat(Sha256.id("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
        assertThat(Sha256.shortHash("abc")).isEqualTo(0xba7816bf8f01cfeaL);
        assertThat(Sha256.id("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb924");
    }

    @Test
    void theHashIsOverUtf8() {
        assertThat(Sha256.id("é")).isEqualTo("4a99557e4033c3539de2eb65472017ca");
    }

    @Test
    void allIdsOfAnAddressAreTheHashOfItsFoldedForm() {
        var hash = Sha256.id("pier.example/ferry");

        assertThat(SourceId.of(FERRY)).isEqualTo(new SourceId(hash));
        assertThat(LinkId.of(FERRY)).isEqualTo(new LinkId(hash));
        assertThat(ArticleId.of(FERRY)).isEqualTo(new ArticleId(hash)).hasToString(hash);
    }

    @Test
    void theSameLinkOfAnotherSourceAndEveryRevisitIsAnotherItem() {
        var link = LinkId.of(FERRY);
        var pier = new SourceId("pier");

        var items = Stream.of(
                ItemId.ofAnnouncement(pier, link),
                ItemId.ofAnnouncement(new SourceId("quay"), link),
                ItemId.ofRevisit(ItemId.ofAnnouncement(pier, link), link, 1),
                ItemId.ofRevisit(ItemId.ofAnnouncement(pier, link), link, 2));

        assertThat(items)
                .doesNotHaveDuplicates()
                .allSatisfy(item -> assertThat(item.value()).matches("[0-9a-f]{32}"));
        assertThat(ItemId.ofAnnouncement(pier, link)).isEqualTo(ItemId.ofAnnouncement(pier, link));
    }

    @Test
    void idsHaveOneTo64Characters() {
        for (var bad : new String[] {"", " ", "x".repeat(65)}) {
            assertThatThrownBy(() -> new SourceId(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new LinkId(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ItemId(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ArticleId(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new SourceId("x".repeat(64)).compareTo(new SourceId("y"))).isNegative();
    }

    @Test
    void aLinkThatWasForgottenIsAnotherItemWhenItIsAnnouncedAnew() {
        var pier = new SourceId("pier");
        var link = LinkId.of(Address.of("http://pier.example/a").orElseThrow());
        var first = Instant.parse("2026-03-05T12:00:00Z");

        // Links are forgotten when they were not announced for 90 days.
        assertThat(ItemId.ofAnnouncement(pier, link, first.plus(Duration.ofDays(90))))
                .isNotEqualTo(ItemId.ofAnnouncement(pier, link, first));
        assertThat(ItemId.ofAnnouncement(pier, link, first.plus(Duration.ofHours(1))))
                .isEqualTo(ItemId.ofAnnouncement(pier, link, first));
    }
}
