package io.wireroom.contract.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.SourceId;
import io.wireroom.contract.work.RequestId.SitemapPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @ParameterizedTest
    @CsvSource({
        "1, 5, index, part/1/5/index",
        "2, -1, index, part/2/ffffffffffffffff/index",
        "1, 255, a/b/c, part/1/ff/a/b/c"
    })
    void theIdOfASitemapPartIsReadBack(int depth, long hash, String source, String id) {
        var part = new SitemapPart(depth, hash, new SourceId(source));

        assertThat(part.id()).isEqualTo(new RequestId(id));
        assertThat(part.id().sitemapPart()).contains(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "r1", "part", "part/", "part/1", "part/1/5", "part/x/5/index", "part/1/y/index", "part/1/5/"
            })
    void anyOtherIdIsNoPart(String id) {
        assertThat(new RequestId(id).sitemapPart()).isEmpty();
    }

    @Test
    void aDelegatedRequestHasTheIdOfItsAskerAndASuffix() {
        assertThat(new RequestId("r1").redirected(2)).hasToString("r1-2");
        assertThat(new RequestId("r1").ofPart(-1)).hasToString("r1-ffffffffffffffff");
    }
}
