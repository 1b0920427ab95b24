package io.wireroom.enrich.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.BlockKind;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressClaimsTest {

    private static final String FERRY = "Ferry line reopens after the storm";
    private static final String BRIDGE = "Swing bridge closes for eleven months";

    @Test
    void aFirstClaimIsBelieved() {
        assertThat(AddressClaims.NONE.believes(claim("/story", "/1", FERRY), false))
                .isTrue();
    }

    @Test
    void anAddressOfTwoArticlesStaysThatOfTheFirst() {
        var claims = AddressClaims.NONE.with(claim("/story", "/1", FERRY), true);

        assertThat(claims.believes(claim("/story", "/2", BRIDGE), false)).isFalse();
        assertThat(claims.with(claim("/story", "/2", BRIDGE), true).believes(claim("/story", "/1", FERRY), false))
                .isTrue();
    }

    @Test
    void theSameArticleAtTwoAddressesIsOne() {
        var claims = AddressClaims.NONE.with(claim("/story", "/1", FERRY), true);

        assertThat(claims.believes(claim("/story", "/print/1", FERRY), false)).isTrue();
    }

    @Test
    void anotherTitleOverTheSameTextIsTheSameArticle() {
        var claims = AddressClaims.NONE.with(claim("/story", "/1", FERRY), true);
        var retitled = AddressClaim.of(id("/story"), id("/2"), text("Islanders cheer", lines(FERRY)));

        assertThat(claims.believes(retitled, false)).isTrue();
    }

    @Test
    void anotherTextUnderTheSameTitleIsTheSameArticle() {
        var claims = AddressClaims.NONE.with(claim("/story", "/1", FERRY), true);
        var rewritten = AddressClaim.of(id("/story"), id("/2"), text(FERRY, lines(BRIDGE)));

        assertThat(claims.believes(rewritten, false)).isTrue();
    }

    @Test
    void oneLineThatAllPagesShowMakesThemNotAlike() {
        var notice = "All rights reserved by the Harbour Post since 1911";
        var one = new ArrayList<>(lines(FERRY));
        var other = new ArrayList<>(lines(BRIDGE));
        one.add(notice);
        other.add(notice);
        var claims = AddressClaims.NONE.with(AddressClaim.of(id("/s"), id("/1"), text(FERRY, one)), true);

        assertThat(claims.believes(AddressClaim.of(id("/s"), id("/2"), text(BRIDGE, other)), false))
                .isFalse();
    }

    @Test
    void anEditedArticleAtItsOwnAddressIsBelieved() {
        var claims = AddressClaims.NONE.with(claim("/story", "/1", FERRY), true);

        assertThat(claims.believes(claim("/story", "/1", BRIDGE), false)).isTrue();
    }

    @Test
    void aSiteThatSharedOneAddressIsNotBelievedForOthers() {
        var claims = shared();

        assertThat(claims.believes(claim("/other", "/3", "Fish market moves"), false))
                .isFalse();
        assertThat(claims.believes(claim("/other", "/3", "Fish market moves"), true))
                .isTrue();
        assertThat(claims.believes(claim("/3", "/3", "Fish market moves"), false))
                .isTrue();
    }

    @Test
    void aSharedAddressIsNotEvenBelievedOfAView() {
        var claims = shared();
        for (int page = 0; page < AddressClaims.MAX_SEEN; page++) {
            claims = claims.with(claim("/" + page, "/v/" + page, "Report number " + page), true);
        }

        assertThat(claims.believes(claim("/story", "/9", "Fish market moves"), true))
                .isFalse();
    }

    @Test
    void whatWasConfirmedWeighsAgainstWhatWasShared() {
        var claims = shared().with(claim("/a", "/v/a", "Fish market moves to the quay"), true);

        assertThat(claims.with(claim("/a", "/a", "Fish market moves to the quay"), true)
                        .believes(claim("/b", "/w/b", "Pilots strike for three days"), false))
                .isTrue();
    }

    @Test
    void theMemoryIsBounded() {
        var claims = AddressClaims.NONE;
        for (int page = 0; page < 500; page++) {
            claims = claims.with(claim("/c/" + page / 2, "/" + page, "Story" + page + " about" + page), true);
            claims = claims.with(claim("/" + page, "/" + page, "Story" + page + " about" + page), true);
        }

        assertThat(claims.seen()).hasSizeLessThanOrEqualTo(AddressClaims.MAX_SEEN);
        assertThat(claims.shared()).hasSize(AddressClaims.MAX_SHARED);
    }

    @Test
    void ownAddressesGiveWayToStatedOnes() {
        var claims = AddressClaims.NONE.with(claim("/story", "/1", FERRY), true);
        for (int page = 0; page < 100; page++) {
            claims = claims.with(claim("/" + page, "/" + page, "Report number " + page), true);
        }

        assertThat(claims.believes(claim("/story", "/2", BRIDGE), false)).isFalse();
    }

    private static AddressClaims shared() {
        return AddressClaims.NONE.with(claim("/story", "/1", FERRY), true).with(claim("/story", "/2", BRIDGE), true);
    }

    private static AddressClaim claim(String canonical, String address, String title) {
        return AddressClaim.of(id(canonical), id(address), text(title, lines(title)));
    }

    private static ArticleId id(String path) {
        return ArticleId.of(Address.of("https://www.pier.example" + path).orElseThrow());
    }

    private static List<String> lines(String title) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            lines.add("Paragraph " + i + " of the article with the title " + title);
        }
        return lines;
    }

    private static SiteText text(String title, List<String> lines) {
        var blocks = new ArrayList<Block>();
        var at = 0;
        for (var line : lines) {
            blocks.add(new Block(BlockKind.PARAGRAPH, at, at + line.length()));
            at += line.length() + 1;
        }
        return SiteText.of(title, String.join("\n", lines), blocks, false);
    }
}
