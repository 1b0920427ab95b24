package io.wireroom.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class LinePlotTest {

    @Test
    void theScaleEndsAtARoundFigureAndEachSecondHasAPoint() throws Exception {
        var svg = LinePlot.svg(
                "Articles",
                "seconds",
                List.of(
                        new LinePlot.Line("fetched", List.of(0.0, 30.0, 60.0)),
                        new LinePlot.Line("stored", List.of(0.0, 0.0, 41.0))));

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

        var lines = document.getElementsByTagName("polyline");
        assertThat(lines.getLength()).isEqualTo(2);
        // 60 of 100 is three fifths of the height of 280 above its foot at 316.
        assertThat(lines.item(0).getAttributes().getNamedItem("points").getTextContent())
                .isEqualTo("64.0,316.0 384.0,232.0 704.0,148.0 ");
        assertThat(svg).contains(">100</text>");
    }

    @Test
    void withoutAnyValueThePlotIsEmpty() {
        assertThat(LinePlot.svg("Articles", "seconds", List.of()))
                .doesNotContain("<polyline")
                .endsWith("</svg>\n");
    }
}
