package io.wireroom.enrich.clean;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.FeedEntry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WallPageTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "walls.csv", numLinesToSkip = 2, delimiter = '¦', quoteCharacter = '`')
    void aWallIsKnownByWhatItStatesAndByTheTitleThatIsMissing(
            String what, String title, String lines, @Nullable String announced, @Nullable String wall) {
        var html = Arrays.stream(lines.split(" \\+ ")).collect(Collectors.joining("</p><p>", "<p>", "</p>"));
        var page = ScannedPage.of(null, "<h1>" + title + "</h1>" + html);

        var reason = WallPage.reason(title, page.scan().lines, announced == null ? null : entry(announced));

        if (wall == null) {
            assertThat(reason).as(what).isEmpty();
        } else {
            assertThat(reason.orElse("")).as(what).contains(wall);
        }
    }

    private static FeedEntry entry(String title) {
        return new FeedEntry(
                null,
                title,
                null,
                null,
                "The board has cleared the last of the timber from the basin",
                null,
                List.of(),
                List.of(),
                null);
    }
}
